/**
 * The small slips that a programmer makes, as changes of one expression or statement: another comparison, the other
 * branch, a call forgotten, a field left out. They are the usual operators of mutation testing (DeMillo, Lipton and
 * Sayward, "Hints on test data selection", 1978), chosen without a look at what the suite checks.
 */
import ts from 'typescript';

/** What stands instead, and in a word what was done; built from the node whose parts may hold mutants of their own. */
export interface Slip {
  readonly what: string;
  readonly instead: ts.Expression;
}

const { factory: make, SyntaxKind: Kind } = ts;

const OTHER_OPERATORS: ReadonlyMap<ts.SyntaxKind, readonly ts.BinaryOperator[]> = new Map<
  ts.SyntaxKind,
  readonly ts.BinaryOperator[]
>([
  [Kind.LessThanToken, [Kind.LessThanEqualsToken, Kind.GreaterThanEqualsToken]],
  [Kind.LessThanEqualsToken, [Kind.LessThanToken, Kind.GreaterThanToken]],
  [Kind.GreaterThanToken, [Kind.GreaterThanEqualsToken, Kind.LessThanEqualsToken]],
  [Kind.GreaterThanEqualsToken, [Kind.GreaterThanToken, Kind.LessThanToken]],
  [Kind.EqualsEqualsEqualsToken, [Kind.ExclamationEqualsEqualsToken]],
  [Kind.ExclamationEqualsEqualsToken, [Kind.EqualsEqualsEqualsToken]],
  [Kind.PlusToken, [Kind.MinusToken]],
  [Kind.MinusToken, [Kind.PlusToken]],
  [Kind.AsteriskToken, [Kind.SlashToken]],
  [Kind.SlashToken, [Kind.AsteriskToken]],
  [Kind.AmpersandAmpersandToken, [Kind.BarBarToken]],
  [Kind.BarBarToken, [Kind.AmpersandAmpersandToken]],
]);
const LEFT_ALONE = new Set([
  Kind.PlusToken,
  Kind.MinusToken,
  Kind.AsteriskToken,
  Kind.SlashToken,
  Kind.AmpersandAmpersandToken,
  Kind.BarBarToken,
]);
const RIGHT_ALONE = new Set([Kind.AmpersandAmpersandToken, Kind.BarBarToken, Kind.QuestionQuestionToken]);

const OTHER_MATHS: ReadonlyMap<string, string> = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['round', 'ceil'],
  ['ceil', 'floor'],
]);
const OTHER_METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['find', 'findLast'],
  ['findLast', 'find'],
]);

/** What can be slipped in for an expression; `node` is the expression as it was parsed, `now` as it stands. */
export function slipsOf(node: ts.Expression, now: ts.Expression): Slip[] {
  if (ts.isBinaryExpression(node) && ts.isBinaryExpression(now)) return ofBinary(now, isText(node));
  if (ts.isConditionalExpression(now))
    return [
      { what: 'always the first', instead: now.whenTrue },
      { what: 'always the second', instead: now.whenFalse },
    ];
  if (ts.isNumericLiteral(now))
    return [{ what: 'one more', instead: make.createNumericLiteral(Number(now.text) + 1) }];
  if (now.kind === Kind.TrueKeyword) return [{ what: 'false', instead: make.createFalse() }];
  if (now.kind === Kind.FalseKeyword) return [{ what: 'true', instead: make.createTrue() }];
  if (ts.isPrefixUnaryExpression(now)) return ofUnary(now);
  if (ts.isCallExpression(now) && ts.isPropertyAccessExpression(now.expression))
    return ofCall(now, now.expression);
  return [];
}

function ofBinary(now: ts.BinaryExpression, text: boolean): Slip[] {
  const { left, right, operatorToken } = now;
  const operator = operatorToken.kind;
  if (text && operator === Kind.PlusToken) return [];
  return [
    ...(OTHER_OPERATORS.get(operator) ?? []).map((other) => ({
      what: ts.tokenToString(other) ?? '',
      instead: make.createBinaryExpression(left, other, right),
    })),
    ...(LEFT_ALONE.has(operator) ? [{ what: 'the left alone', instead: left }] : []),
    ...(RIGHT_ALONE.has(operator) ? [{ what: 'the right alone', instead: right }] : []),
  ];
}

function ofUnary({ operator, operand }: ts.PrefixUnaryExpression): Slip[] {
  if (operator === Kind.ExclamationToken) return [{ what: 'not negated', instead: operand }];
  if (operator === Kind.MinusToken && !ts.isNumericLiteral(operand))
    return [{ what: 'the other sign', instead: operand }];
  return [];
}

function ofCall(now: ts.CallExpression, called: ts.PropertyAccessExpression): Slip[] {
  const { expression: of, name } = called;
  const call = (other: string): ts.Expression =>
    make.createCallExpression(make.createPropertyAccessExpression(of, other), undefined, now.arguments);
  if (ts.isIdentifier(of) && of.text === 'Math') {
    const [first] = now.arguments;
    if (name.text === 'abs' && first !== undefined) return [{ what: 'not absolute', instead: first }];
    const other = OTHER_MATHS.get(name.text);
    return other === undefined ? [] : [{ what: other, instead: call(other) }];
  }
  if (name.text === 'filter' && now.arguments.length === 1) return [{ what: 'not filtered', instead: of }];
  const other = OTHER_METHODS.get(name.text);
  return other === undefined ? [] : [{ what: other, instead: call(other) }];
}

/** A sum with a text in it joins texts: another operator would only make it no number. */
function isText(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right));
}
