import { t } from '#web/words/words.ts';

type CalendarLook = {
  readonly id: string;
  readonly popoverProps: { readonly id: string };
  readonly hideOutsideDates: true;
  readonly ariaLabels: Readonly<Record<string, string>>;
};

/** What every date picker has in common: names for its buttons and its dialog, and no days of other months. */
export function calendarLook(id: string): CalendarLook {
  return {
    id,
    // The dialog takes its name from the element of this id, which is the field itself.
    popoverProps: { id },
    hideOutsideDates: true,
    ariaLabels: {
      previousMonth: t('calendarLook.previousMonth'),
      nextMonth: t('calendarLook.nextMonth'),
      previousYear: t('calendarLook.previousYear'),
      nextYear: t('calendarLook.nextYear'),
      previousDecade: t('calendarLook.previousDecade'),
      nextDecade: t('calendarLook.nextDecade'),
    },
  };
}
