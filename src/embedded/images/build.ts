import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { PathMapping } from '../kubelet/image-store.ts';
import type { BuiltImage } from './built-image.ts';
import { copyFromContext } from './copy.ts';
import { type Instruction, parseDockerfile, readCommand, splitWords, substitute } from './dockerfile.ts';
import { type IgnoreRules, parseIgnoreFile } from './ignore-file.ts';
import { installPackages } from './install-packages.ts';
import { imageId, nodeImage } from './node-image.ts';
import { isNodeImage, parseReference } from './reference.ts';
import { remedy, UnsupportedImage } from './unsupported-image.ts';

export interface BuildOptions {
  /** The folder with the Dockerfile. */
  readonly context: string;
  /** Made and filled: the image's files. */
  readonly directory: string;
}

/** One `FROM` and what was done since. */
interface Stage {
  readonly name: string | undefined;
  /** Host folder of `/`. */
  readonly root: string;
  readonly image: Mutable<BuiltImage>;
  readonly variables: Record<string, string>;
  /** Container paths that the image brought. */
  readonly paths: Set<string>;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Builds from the part of a Dockerfile that needs no container engine. Throws UnsupportedImage with the line of anything else. */
export async function buildImage({ context, directory }: BuildOptions): Promise<BuiltImage> {
  const file = join(context, 'Dockerfile');
  if (!existsSync(file)) throw new UnsupportedImage(`${context}: there is no Dockerfile to build the image from`);
  const source = readFileSync(file, 'utf8');
  const ignoreFile = join(context, '.dockerignore');
  const ignored = parseIgnoreFile(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
  const stages: Stage[] = [];
  const globals: Record<string, string> = {};
  for (const instruction of parseDockerfile(source)) {
    try {
      if (instruction.name === 'FROM') stages.push(await openStage(instruction, stages, globals, directory));
      else if (stages.length === 0 && instruction.name === 'ARG') declare(instruction, globals, {});
      else if (stages.length === 0) throw new UnsupportedImage('there is no FROM before it');
      else await perform(instruction, stages.at(-1)!, stages, context, ignored, globals);
    } catch (error) {
      if (!(error instanceof UnsupportedImage)) throw error;
      throw new UnsupportedImage(
        `${file}:${instruction.line}: ${instruction.name} ${instruction.text}: ${error.message}`,
      );
    }
  }
  const last = stages.at(-1);
  if (!last) throw new UnsupportedImage(`${file}: there is no FROM`);
  return {
    ...last.image,
    imageId: imageId(file + source),
    files: [...last.paths].map(path => mappingOf(path, last.root)),
  };
}

async function openStage(
  { text }: Instruction,
  stages: readonly Stage[],
  globals: Readonly<Record<string, string>>,
  directory: string,
): Promise<Stage> {
  const [base = '', as, name] = splitWords(substitute(text, globals));
  const root = join(directory, `stage-${stages.length}`);
  await mkdir(root, { recursive: true });
  const stageName = as?.toLowerCase() === 'as' ? name?.toLowerCase() : undefined;
  const earlier = stages.find(stage => stage.name === base.toLowerCase());
  if (earlier) {
    await cp(earlier.root, root, { recursive: true });
    return {
      ...earlier,
      name: stageName,
      root,
      image: { ...earlier.image },
      variables: { ...earlier.variables },
      paths: new Set(earlier.paths),
    };
  }
  if (!isNodeImage(parseReference(base)))
    throw new UnsupportedImage(`the embedded cluster builds on node:* only; ${remedy}`);
  const image = nodeImage(base);
  return { name: stageName, root, image: { ...image }, variables: { ...image.environment }, paths: new Set() };
}

async function perform(
  instruction: Instruction,
  stage: Stage,
  stages: readonly Stage[],
  context: string,
  ignored: IgnoreRules,
  globals: Readonly<Record<string, string>>,
): Promise<void> {
  const { image, root, variables } = stage;
  const text = ['CMD', 'ENTRYPOINT', 'RUN'].includes(instruction.name)
    ? instruction.text
    : substitute(instruction.text, variables);
  switch (instruction.name) {
    case 'WORKDIR':
      image.workingDirectory = posix.resolve(image.workingDirectory, splitWords(text)[0] ?? '');
      await mkdir(join(root, image.workingDirectory), { recursive: true });
      if (image.workingDirectory !== '/') stage.paths.add(image.workingDirectory);
      return;
    case 'COPY': {
      const words = text.startsWith('[') ? readCommand(text) : splitWords(text);
      const from = instruction.flags.from;
      const source =
        from === undefined
          ? undefined
          : stages.find((one, index) => one.name === from.toLowerCase() || String(index) === from);
      if (from !== undefined && !source)
        throw new UnsupportedImage(`there is no stage ${from} in this file, and images are not copied from; ${remedy}`);
      const paths = await copyFromContext({
        from: source?.root ?? context,
        ignored: source ? () => false : ignored,
        sources: words.slice(0, -1),
        destination: words.at(-1) ?? '',
        root,
        workingDirectory: image.workingDirectory,
      });
      for (const path of paths) stage.paths.add(path);
      return;
    }
    case 'ENV':
      for (const [name, raw] of readPairs(instruction.text)) {
        // After the words are split: a value with spaces stays one value.
        const value = substitute(raw, variables);
        image.environment = { ...image.environment, [name]: value };
        variables[name] = value;
      }
      return;
    case 'ARG':
      return declare(instruction, variables, globals);
    case 'EXPOSE':
      image.exposedPorts = [...image.exposedPorts, ...splitWords(text)];
      return;
    case 'USER':
      image.user = text.trim();
      return;
    case 'STOPSIGNAL':
      image.stopSignal = /^\d/.test(text) ? text : text.startsWith('SIG') ? text : `SIG${text}`;
      return;
    case 'RUN':
      return installPackages(text, join(root, image.workingDirectory), image.environment);
    case 'ENTRYPOINT':
      image.entrypoint = readCommand(text);
      image.command = [];
      return;
    case 'CMD':
      image.command = image.entrypoint.length > 0 ? readCommand(text) : throughNodesEntrypoint(readCommand(text));
      return;
    case 'LABEL':
    case 'HEALTHCHECK':
      return;
    default:
      throw new UnsupportedImage(`the embedded cluster cannot do ${instruction.name}; ${remedy}`);
  }
}

/** `ARG NAME=default`; `ARG NAME` takes the value of the same name above the first FROM. */
function declare(
  { text }: Instruction,
  variables: Record<string, string>,
  globals: Readonly<Record<string, string>>,
): void {
  for (const word of splitWords(text)) {
    const [name = '', value] = word.split(/=(.*)/s);
    if (name in variables) continue;
    variables[name] = value === undefined ? (globals[name] ?? '') : substitute(value, { ...globals, ...variables });
  }
}

/** `A=1 B="2 3"`, or the old form `A 1`. */
function readPairs(text: string): [string, string][] {
  const words = splitWords(text);
  if (words[0]?.includes('=')) return words.map(word => word.split(/=(.*)/s).slice(0, 2) as [string, string]);
  return [
    [
      words[0] ?? '',
      text
        .trim()
        .slice(words[0]?.length ?? 0)
        .trim(),
    ],
  ];
}

/** The official image starts what is no program (`-e …`, `server.js`) with Node. */
function throughNodesEntrypoint(command: string[]): string[] {
  return /^-|\.[cm]?js$/.test(command[0] ?? '') ? ['node', ...command] : command;
}

function mappingOf(path: string, root: string): PathMapping {
  return { from: path, to: join(root, path) };
}
