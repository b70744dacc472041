/** The messages: for each its fields from the schema, and a whole example that the schema takes. */
import { html, join, nothing, type Html } from '../reports/text/html';
import { ANSWERS, isAnswerType, MESSAGE_NAMES, MESSAGE_NUMBERS, typeOf, type MessageName } from '../schemas';
import { PARTIES, urnOf, wayOf } from './ways';
import { textIn, type Schema, type SchemaDocument } from '../schemas/build/documents';
import { fieldsOf, fieldTable } from './field-table';
import type { BookInputs } from './inputs';
import { requirementLink } from './requirements';

export function messagesBody(inputs: BookInputs): Html {
  const envelope = documentOf(inputs, 'Envelope');
  return html`<p class="lead">
      Every message is a CloudEvent in JSON: an envelope, the same for all, and a body of its own in
      <code>data</code>. What a device does not know it ignores; what it sends beyond this is a finding.
    </p>
    <ul class="list">
      ${MESSAGE_NAMES.map(
        (n) =>
          html`<li>
            <a href="#${n}"><span class="id">${MESSAGE_NUMBERS[n]}</span> ${n}</a>
            <span class="soft">${aboutOf(inputs, n)}</span>
          </li>`,
      )}
    </ul>
    <section class="req" id="Envelope">
      <h2>Envelope</h2>
      <p class="about">${envelope === undefined ? '' : textIn(envelope.schema, 'description')}</p>
      ${envelope === undefined ? nothing : fieldTable(fieldsOf(inputs.documents, envelope, envelope.schema), 'Fields of the envelope')}
    </section>
    ${MESSAGE_NAMES.map((n) => message(inputs, n))}`;
}

function message(inputs: BookInputs, name: MessageName): Html {
  const document = documentOf(inputs, name);
  if (document === undefined) return nothing;
  const answers: Readonly<Partial<Record<MessageName, MessageName>>> = ANSWERS;
  const answer = answers[name];
  const borne = inputs.suite.catalogue.requirements.filter(
    (r) => r.text.includes(name) || r.description.includes(name),
  );
  return html`<section class="req" id="${name}">
    <h2><span class="id">${MESSAGE_NUMBERS[name]}</span>${name}</h2>
    <p class="about">${textIn(document.schema, 'description')}</p>
    <dl class="facts">
      <dt>Way</dt>
      <dd>${PARTIES[wayOf(name)[0]]} to ${PARTIES[wayOf(name)[1]]}</dd>
      <dt>Type</dt>
      <dd><code>${typeOf(name)}</code></dd>
      ${
        answer === undefined
          ? nothing
          : html`<dt>Answered by</dt>
              <dd><a href="#${answer}">${answer}</a></dd>`
      }
      ${
        borne.length === 0
          ? nothing
          : html`<dt>Requirements</dt>
              <dd>
                ${join(
                  borne.map((r) => requirementLink(inputs, r.id)),
                  ', ',
                )}
              </dd>`
      }
    </dl>
    ${fieldTable(fieldsOf(inputs.documents, document, document.schema), `Fields of ${name}`)}
    <h3>Example</h3>
    <pre tabindex="0">${JSON.stringify(exampleOf(inputs, name), undefined, 2)}</pre>
  </section>`;
}

/** A whole message from its author, with the body of the schema's example; a test holds each against its schema. */
export function exampleOf(inputs: BookInputs, name: MessageName): Schema {
  const [from, to] = wayOf(name);
  return {
    ...firstExample(documentOf(inputs, 'Envelope')),
    source: urnOf(from),
    destination: urnOf(to),
    type: typeOf(name),
    ...(isAnswerType(name) ? { correlationid: '0b9f2c1e-6a52-5b7d-9c3e-2f4a8d1e7b60' } : {}),
    data: firstExample(documentOf(inputs, name)),
  };
}

function firstExample(document: SchemaDocument | undefined): Schema {
  const examples = document?.schema['examples'];
  return (Array.isArray(examples) ? examples[0] : undefined) as Schema;
}

function documentOf(inputs: BookInputs, title: string): SchemaDocument | undefined {
  return inputs.documents.find((d) => d.folder === 'messages' && textIn(d.schema, 'title') === title);
}

export function aboutOf(inputs: BookInputs, name: MessageName): string {
  const document = documentOf(inputs, name);
  return document === undefined ? '' : textIn(document.schema, 'description');
}
