/** Moves the wall clock of the engines of this test run, as if the computer had slept. */
export function passMinutes(minutes: number): void {
  const channel = new BroadcastChannel("reinstate-e2e-clock");
  channel.postMessage(minutes * 60_000);
  channel.close();
}
