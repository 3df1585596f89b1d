// Loaded with `--import` into the processes that tests start.
import { watchExchanges } from "./watch-exchanges.ts";

const { end } = watchExchanges();
process.once("exit", end);
