import { startEmulator } from "../../infra/local/emulator.ts";
import { describeStores } from "./stores.ts";

describeStores("the store on the emulator that this machine has", startEmulator);
