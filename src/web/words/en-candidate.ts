/** Words of the candidate's agenda. */
export const enCandidate = {
  agenda: {
    tab: 'Your second interview at {{organisation}}',
    title: 'Your second interview, {{name}}',
    zone: 'All times are {{city}} time ({{offset}}).',
    file: 'Add to your calendar',
    print: 'Print',
    until: 'to {{time}}',
    free: '{{duration}} free',
    mealCounts: 'This meal is part of the evaluation.',
    mealFree: 'This meal is not evaluated. Enjoy it.',
    cancelled: 'This second interview was cancelled. {{organisation}} will tell you how it goes on.',
    decides: 'The decision is made by {{names}}.',
    end: 'Questions about the day are welcome at any time: answer the message that brought you this link.',
  },
  agendaRole: {
    lead: 'leads',
    observer: 'listens',
    host: 'your host',
    greeter: 'meets you on arrival',
  },
} as const;
