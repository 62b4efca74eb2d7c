export { t as outliveReaders } from "./chunk-output-streams2.js";
