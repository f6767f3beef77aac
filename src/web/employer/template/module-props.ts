/** What every part of one session's form gets. */
import type { ActionDispatch } from 'react';
import type { PeopleView } from '#contract/people.ts';
import type { InterviewModule, LoopTemplate } from '#domain/template/loop-template.ts';
import type { FieldFaults } from './field-faults.ts';
import type { TemplateEdit } from './template-editing.ts';

export type ModuleProps = {
  readonly module: InterviewModule;
  readonly index: number;
  readonly template: LoopTemplate;
  readonly people: PeopleView;
  readonly poolNames: readonly string[];
  readonly faults: FieldFaults;
  readonly edit: ActionDispatch<[edit: TemplateEdit]>;
};
