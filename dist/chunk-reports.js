import { i as InvalidInput, l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { t as readJournal } from "./chunk-journal.js";
import { l as createReportFold, o as reports } from "./chunk-output-folder.js";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createReadStream, existsSync } from "node:fs";
// src/reports.ts
/**
* Makes the verdict and every report from a run's journal, and from nothing else.
* Throws InvalidInput for a folder without a readable journal, InfrastructureFailure when a report cannot be written.
*/
async function writeReports(folder) {
	const input = await readReportInput(folder);
	try {
		for (const { file, render } of reports) await writeFile(join(folder.path, file), render(input));
	} catch (error) {
		throw new InfrastructureFailure(`the reports cannot be written: ${messageOf(error)}`, { cause: error });
	}
	return input.result;
}
/** What every report is made of. Throws InvalidInput for a folder without a readable journal. */
async function readReportInput({ path, journal }) {
	if (!existsSync(journal)) throw new InvalidInput(`${path} holds no journal.ndjson, expected the --out of a run`);
	const fold = createReportFold();
	await readJournal(journal, createReadStream(journal, "utf8"), (event) => fold.add(event));
	return fold.input();
}
export { writeReports as n, readReportInput as t };
