/** What the template editor does to a loop template: one pure step per action. */
import type { InterviewModule, LoopTemplate, TemplateSeat } from '#domain/template/loop-template.ts';
import { patched, type Patch } from '#web/employer/patch.ts';

export type TemplateEdit =
  | { readonly do: 'add'; readonly module: InterviewModule }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'move'; readonly id: string; readonly by: 1 | -1 }
  | { readonly do: 'change'; readonly id: string; readonly to: Patch<InterviewModule> }
  | { readonly do: 'rules'; readonly to: Patch<Omit<LoopTemplate, 'modules'>> }
  | { readonly do: 'seat'; readonly id: string; readonly seat: number; readonly to: TemplateSeat | undefined }
  | { readonly do: 'replace'; readonly template: LoopTemplate };

export function edited(template: LoopTemplate, edit: TemplateEdit): LoopTemplate {
  switch (edit.do) {
    case 'add':
      return { ...template, modules: [...template.modules, edit.module] };
    case 'remove':
      return { ...template, modules: without(template.modules, edit.id) };
    case 'move':
      return { ...template, modules: moved(template.modules, edit.id, edit.by) };
    case 'change':
      return { ...template, modules: changed(template.modules, edit.id, edit.to) };
    case 'rules':
      return patched(template, edit.to);
    case 'seat':
      return { ...template, modules: template.modules.map((module) => reseated(module, edit)) };
    case 'replace':
      return edit.template;
  }
}

/** The first of `session-1`, `session-2`, … that the template does not use. */
export function freshModuleId(template: LoopTemplate): string {
  const used = new Set(template.modules.map((module) => module.id));
  let number = template.modules.length + 1;
  while (used.has(`session-${number}`)) number += 1;
  return `session-${number}`;
}

/** A module is forgotten together with what was to come after it. */
function without(modules: readonly InterviewModule[], id: string): readonly InterviewModule[] {
  return modules
    .filter((module) => module.id !== id)
    .map((module) => {
      if (module.after?.includes(id) !== true) return module;
      const after = module.after.filter((other) => other !== id);
      return patched(module, { after: after.length === 0 ? undefined : after });
    });
}

function moved(modules: readonly InterviewModule[], id: string, by: 1 | -1): readonly InterviewModule[] {
  const from = modules.findIndex((module) => module.id === id);
  const module = modules[from];
  const to = from + by;
  if (module === undefined || to < 0 || to >= modules.length) return modules;
  return modules.toSpliced(from, 1).toSpliced(to, 0, module);
}

function changed(
  modules: readonly InterviewModule[],
  id: string,
  to: Patch<InterviewModule>,
): readonly InterviewModule[] {
  return modules.map((module) => (module.id === id ? patched(module, to) : module));
}

function reseated(
  module: InterviewModule,
  edit: { readonly id: string; readonly seat: number; readonly to: TemplateSeat | undefined },
): InterviewModule {
  if (module.id !== edit.id) return module;
  const seats =
    edit.to === undefined
      ? module.seats.toSpliced(edit.seat, 1)
      : module.seats.toSpliced(edit.seat, 1, edit.to);
  return { ...module, seats };
}
