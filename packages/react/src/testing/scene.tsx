import { createMeanwhileClient } from "@meanwhile/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useMemo } from "react";
import { MeanwhileProvider, type MeanwhileProviderProps } from "../provider/MeanwhileProvider.tsx";
import { BASE_PATH, storyServer, USER_HEADER } from "./server.ts";
import { createWorld, type PersonId, type World } from "./world.ts";

export interface SceneOptions {
  /** Who reads; Ada unless told. */
  as?: PersonId;
  /** What answers instead of the server, once everything is there. */
  intercept?: World["intercept"];
  locale?: string;
  /** The widest the component gets, in pixels. */
  width?: number;
  /** As tall as a pane, in pixels, for what fills its container. */
  height?: number;
}

interface Loaded<Seeded> {
  world: World;
  seeded: Seeded;
}

interface Context {
  loaded: Record<string, unknown>;
  globals: Record<string, unknown>;
}

/** A story's part: fills a workspace of its own through the server, then shows something in it. */
export interface Scene {
  loaders: (() => Promise<{ scene: Loaded<unknown> }>)[];
  render: (args: unknown, context: Context) => ReactElement;
}

export function scene<Seeded>(seed: (world: World) => Promise<Seeded>, show: (seeded: Seeded, world: World) => ReactNode, options: SceneOptions = {}): Scene {
  return {
    loaders: [() => inTurn(() => load(seed, options))],
    render: (_, { loaded, globals }) => {
      const { world, seeded } = loaded["scene"] as Loaded<Seeded>;
      return (
        <Stage world={world} globals={globals} options={options}>
          {show(seeded, world)}
        </Stage>
      );
    },
  };
}

/** A story's part that asks the server nothing. */
export function still(show: () => ReactNode, options: SceneOptions = {}): Pick<Scene, "render"> {
  return {
    render: (_, { globals }) => (
      <Stage world={null} globals={globals} options={options}>
        {show()}
      </Stage>
    ),
  };
}

/** The world of a running story, for what its `play` does to the server. */
export function worldIn(context: Context): World {
  return (context.loaded["scene"] as Loaded<unknown>).world;
}

async function load<Seeded>(seed: (world: World) => Promise<Seeded>, { intercept = null }: SceneOptions): Promise<{ scene: Loaded<Seeded> }> {
  const world = await createWorld(await storyServer());
  const seeded = await seed(world);
  world.intercept = intercept;
  return { scene: { world, seeded } };
}

/** A documentation page loads all its stories at once, and they share the server's clock. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const turn = last.then(act, act);
  last = turn;
  return turn;
}

function Stage({ world, globals, options, children }: { world: World | null; globals: Record<string, unknown>; options: SceneOptions; children: ReactNode }): ReactElement {
  const { as = "ada", locale = globals["dir"] === "rtl" ? "ar" : "en", width = 720, height } = options;
  const [client, queryClient] = useMemo(() => {
    const headers = world ? { [USER_HEADER]: encodeURIComponent(JSON.stringify(world.user(as))) } : {};
    return [
      createMeanwhileClient({ baseUrl: BASE_PATH, headers, delay: () => Promise.resolve() }),
      new QueryClient({ defaultOptions: { queries: { retry: false } } }),
    ] as const;
  }, [world, as]);
  const theme = globals["theme"] as NonNullable<MeanwhileProviderProps["theme"]>;
  return (
    <QueryClientProvider client={queryClient}>
      <MeanwhileProvider client={client} locale={locale} dir={globals["dir"] === "rtl" ? "rtl" : "ltr"} theme={theme} timeZone="Europe/Lisbon" realtime={false}>
        <div style={{ maxInlineSize: width, blockSize: height, marginInline: "auto" }}>{children}</div>
      </MeanwhileProvider>
    </QueryClientProvider>
  );
}
