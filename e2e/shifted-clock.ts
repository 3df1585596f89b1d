// Loaded with `--import` into the test runner's workers and the engine's threads in them: time passes when a test says so.
const channel = new BroadcastChannel("reinstate-e2e-clock") as BroadcastChannel & { unref(): void };
channel.unref();
const realNow = Date.now;
let shift = 0;
channel.onmessage = ({ data }: MessageEvent<number>) => {
  shift += data;
};
Date.now = () => realNow() + shift;
