/** Words of connected calendars: how to connect one, how each stands, and what to do about it. */
export const enCalendars = {
  calendars: {
    title: 'Calendars',
    none: 'No calendar known. This person counts as free during working hours.',
    several: 'What they say adds up: busy in one is busy.',
    standing: {
      file: 'A file',
      fresh: 'Up to date',
      stale: 'Out of date',
      questioned: 'Suddenly empty',
      failed: 'Needs you',
    },
    since: {
      file: 'Read on {{when}}. Nobody reads it again: connect the calendar to stay up to date.',
      fresh: 'Read again every quarter of an hour, the last time on {{when}}.',
      stale:
        'The last word from it is of {{when}}. It is tried again by itself; until then what was known counts.',
      questioned:
        'It had appointments to come, and now it has none. The last it said before is of {{when}}, and that still counts: nobody is freed until you say so.',
      failed: 'The last word from it is of {{when}}, and that still counts.',
    },
    kind: { file: 'File', feed: 'Published address', caldav: 'CalDAV' },
    holds_one: '{{count}} busy time',
    holds_other: '{{count}} busy times',
    yesEmpty: 'Yes, it is empty',
    yesEmptyTitle: 'Is the calendar “{{name}}” really empty?',
    yesEmptyText:
      '{{count}} busy times that were kept are dropped, and {{person}} counts as free then. If appointments come back later, they count again.',
    readNow: 'Read it now',
    password: 'New password',
    passwordTitle: 'Sign in to {{place}} again',
    passwordDo: 'Try and save',
    disconnect: 'Disconnect',
    disconnectTitle: 'Disconnect “{{name}}”?',
    disconnectText:
      'What was read from it is forgotten, and so are address and password. {{person}} counts as free where no other calendar says otherwise.',
    write: {
      into: 'Write interviews into',
      help: 'Each confirmed session appears there, moves with the plan, and goes when it is cancelled. Without a choice nothing is written.',
      nowhere: 'No calendar',
      none: 'Interviews can be written into none of these calendars: they may be read only.',
      chosen: 'Interviews are written into it.',
      left: 'Interviews that were written into it are taken out.',
      empty: 'None is to come just now.',
      written_one: '{{count}} stands there.',
      written_other: '{{count}} stand there.',
      waiting_one: '{{count}} waits to be written.',
      waiting_other: '{{count}} wait to be written.',
      leaving_one: '{{count}} is still there.',
      leaving_other: '{{count}} are still there.',
      failed_one: '{{count}} could not be written.',
      failed_other: '{{count}} could not be written.',
      moved_one: '{{count}} had been moved there by hand, and is where it is planned again.',
      moved_other: '{{count}} had been moved there by hand, and are where they are planned again.',
      removed_one: '{{count}} had been taken out there by hand, and is there again.',
      removed_other: '{{count}} had been taken out there by hand, and are there again.',
      since: 'It has been so since {{when}}.',
      again: 'Write them again',
      stays_one:
        'The interview that was written into it stays there, and is not kept up to date any more. To have it taken out, choose “No calendar” first.',
      stays_other:
        'The {{count}} interviews that were written into it stay there, and are not kept up to date any more. To have them taken out, choose “No calendar” first.',
    },
    connect: 'Connect a calendar',
    connectTitle: 'Connect a calendar of {{name}}',
    connectBelow: 'Of what is read, only when somebody is busy is kept, never with what or with whom.',
    way: 'How is it reached?',
    byFeed: 'Published address',
    byCalDav: 'CalDAV account',
    feedAddress: 'Address of the calendar',
    feedAddressHelp:
      'It begins with https:// or webcal:// and often ends with .ics. Keep it to yourself: whoever has it can read the calendar.',
    where: 'Where to copy it from',
    whereFeed: {
      google:
        'Google: in Google Calendar on a computer open Settings, choose the calendar on the left, and copy “Secret address in iCal format”. If your administrator hides it, ask them.',
      microsoft:
        'Microsoft 365 and Outlook.com: in Outlook on the web open Settings, Calendar, Shared calendars. Under “Publish a calendar” choose the calendar and “Can view when I’m busy”, and copy the ICS link.',
      apple:
        'Apple iCloud: at icloud.com open Calendar, press the sign for sharing beside the calendar, tick “Public Calendar”, and copy the link.',
      others: 'Others: look for “subscribe”, “publish” or “iCal address” in the settings of the calendar.',
    },
    whereCalDav: {
      fastmail:
        'Fastmail, mailbox.org, Posteo, Nextcloud and most others: the server’s address, or your e-mail address, with an app password.',
      apple:
        'Apple iCloud: caldav.icloud.com sends on to another host, which is named when you try; give that one. Use an app-specific password.',
      google: 'Google and Microsoft do not take passwords here. Use the published address.',
    },
    davAddress: 'Server or e-mail address',
    davAddressHelp:
      'Like https://dav.example.org, or an e-mail address whose domain says where its calendars are.',
    user: 'Name there',
    secret: 'Password there',
    secretHelp: 'Sealed when it is kept, and never shown again. An app password, where there are such.',
    find: 'Look for calendars',
    choose: 'Which of them count?',
    readOnly: 'to read only',
    connectDo: 'Connect',
    connectChosen_one: 'Connect {{count}} calendar',
    connectChosen_other: 'Connect {{count}} calendars',
    other: 'Another account',
  },
} as const;
