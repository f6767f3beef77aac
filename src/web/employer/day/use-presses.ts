/**
 * Presses of marks on their way. One that does not get through stays, is shown as not sent, and can be sent again; the
 * sheet shows a mark only once the server has it.
 */
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DayLoop, DaySheet, Marking } from '#contract/day.ts';
import { day } from '#web/api/day.ts';

export type Deed = Marking | { readonly undo: string };

/** `words` say what was pressed, for when it does not get through. */
export type Press = { readonly loop: string; readonly deed: Deed; readonly words: string };

/** `at` is when it was pressed, by this machine's clock; `error` is why it did not get through. */
export type Pressed = Press & { readonly key: string; readonly at: number; readonly error?: Error };

export type Presses = {
  readonly all: readonly Pressed[];
  readonly press: (press: Press) => void;
  readonly again: (pressed: Pressed) => void;
  readonly forget: (pressed: Pressed) => void;
};

const NONE: readonly Pressed[] = [];

export function usePresses(o: string): Presses {
  const client = useQueryClient();
  // In the client's memory, so that what was not sent outlives going to another scene.
  const queryKey = ['presses', o];
  const { data: all = NONE } = useQuery<readonly Pressed[]>({
    queryKey,
    queryFn: skipToken,
    gcTime: Infinity,
  });
  const change = (to: (presses: readonly Pressed[]) => readonly Pressed[]): void =>
    void client.setQueryData<readonly Pressed[]>(queryKey, (presses = []) => to(presses));
  const forget = ({ key }: Pressed): void => change((presses) => presses.filter((one) => one.key !== key));
  const send = async (pressed: Pressed): Promise<void> => {
    change((presses) => [...presses.filter(({ key }) => key !== pressed.key), pressed]);
    try {
      const loop = await sent(o, pressed);
      client.setQueriesData<DaySheet>(
        { queryKey: ['o', o, 'day'] },
        (sheet) => sheet && withLoop(sheet, loop),
      );
      forget(pressed);
      await client.invalidateQueries({ queryKey: ['o', o] });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      change((presses) => presses.map((one) => (one.key === pressed.key ? { ...one, error } : one)));
    }
  };
  return {
    all,
    press: (press) => void send({ ...press, key: keyOf(press), at: Date.now() }),
    again: ({ error: _error, ...pressed }) => void send(pressed),
    forget,
  };
}

/** The same pressed twice is one press. */
export function keyOf({ loop, deed }: Pick<Press, 'loop' | 'deed'>): string {
  return `${loop} ${JSON.stringify(deed)}`;
}

const MINUTE = 60_000;

/** What is sent later says how long ago it was pressed. */
function sent(o: string, { loop, deed, at }: Pressed): Promise<DayLoop> {
  if ('undo' in deed) return day.undo(o, loop, deed.undo);
  const ago = Math.floor((Date.now() - at) / MINUTE);
  return day.mark(o, loop, { ...deed, ...(ago > 0 && { ago }) });
}

function withLoop(sheet: DaySheet, loop: DayLoop): DaySheet {
  return { ...sheet, loops: sheet.loops.map((one) => (one.id === loop.id ? loop : one)) };
}
