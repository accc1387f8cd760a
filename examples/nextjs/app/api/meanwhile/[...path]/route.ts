import { toNextHandlers } from "@meanwhile/node/next";
import { meanwhile } from "../../../../lib/meanwhile";

export const { GET, POST, PUT, PATCH, DELETE } = toNextHandlers(meanwhile);
