import { onPreset } from "../preset.ts";
import { channelLines } from "./channels.ts";
import { mailLines } from "./mail.ts";
import { settingsLines } from "./settings.ts";
import { trustLines } from "./trust.ts";

/** The operator's own pages. */
const operator = {
  support: {
    web: "https://www.example.jp/support",
    forgottenPassword: "https://www.example.jp/password",
    memberMenu: "https://www.example.jp/menu",
  },
};

onPreset("manyChannels", { operator }, [settingsLines, channelLines, mailLines, trustLines]);
