/** A JSON object of any shape: what is sent that is no stored object (lists, tables, documents). */
export type JsonObject = Record<string, any>;
