/** A file with all its mutants in it, each behind the switch; the file as it was where none stands. */
import ts from 'typescript';
import { slipsOf } from './operators';
import type { Mutant } from './switch';

/** The name under which the program finds {@link MutantSwitch.stands}. */
export const STANDS = '__pr2MutantStands';

const { factory: make } = ts;
/** Longer than this a list is a table, and one element of it tells no more than another. */
const LONGEST_LIST = 6;

/** @param add takes a mutant down and gives its id; `file` is its path as it shall be shown */
export function withMutants(
  file: string,
  add: (mutant: Omit<Mutant, 'id'>) => number,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (source) => {
    let depth = 0;
    const asked = (node: ts.Node, what: string): ts.Expression => {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const id = add({ file, line, was: node.getText(source).replace(/\s+/g, ' '), what });
      return make.createCallExpression(make.createIdentifier(STANDS), undefined, [
        make.createNumericLiteral(id),
      ]);
    };
    const either = (node: ts.Node, what: string, instead: ts.Expression, now: ts.Expression): ts.Expression =>
      make.createParenthesizedExpression(
        make.createConditionalExpression(asked(node, what), undefined, instead, undefined, now),
      );

    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node) || ts.isParameter(node) || ts.isBindingElement(node)) return node;
      // A loop that never ends tells nothing of the suite.
      if (ts.isForStatement(node))
        return make.updateForStatement(
          node,
          node.initializer,
          node.condition,
          node.incrementor,
          ts.visitNode(node.statement, visit, ts.isStatement),
        );
      if (ts.isWhileStatement(node))
        return make.updateWhileStatement(
          node,
          node.expression,
          ts.visitNode(node.statement, visit, ts.isStatement),
        );
      const inside = ts.isFunctionLike(node);
      if (inside) depth += 1;
      const now = ts.visitEachChild(node, visit, context);
      if (inside) depth -= 1;
      return depth === 0 ? now : changed(node, now); // what a module does when it is read was done long ago
    };

    const changed = (node: ts.Node, now: ts.Node): ts.Node => {
      if (ts.isIfStatement(now) && ts.isIfStatement(node)) {
        const seldom = either(node.expression, 'never', make.createFalse(), now.expression);
        const condition = either(node.expression, 'always', make.createTrue(), seldom);
        return make.updateIfStatement(now, condition, now.thenStatement, now.elseStatement);
      }
      if (ts.isExpressionStatement(now)) return doneOrNot(node, now);
      if (ts.isSpreadAssignment(now))
        return make.updateSpreadAssignment(
          now,
          either(node, 'left out', make.createObjectLiteralExpression(), now.expression),
        );
      if (overridesSpread(node) && (ts.isPropertyAssignment(now) || ts.isShorthandPropertyAssignment(now)))
        return make.createSpreadAssignment(
          either(
            node,
            'left out',
            make.createObjectLiteralExpression(),
            make.createObjectLiteralExpression([now]),
          ),
        );
      if (ts.isArrayLiteralExpression(now) && ts.isArrayLiteralExpression(node))
        return lessAnElement(node, now);
      return ts.isExpression(now) && ts.isExpression(node) && !isName(node) ? slipped(node, now) : now;
    };

    const slipped = (node: ts.Expression, now: ts.Expression): ts.Expression =>
      slipsOf(node, now).reduce((so, { what, instead }) => either(node, what, instead, so), now);

    const doneOrNot = (node: ts.Node, now: ts.ExpressionStatement): ts.Statement => {
      const does = ts.isCallExpression(now.expression) || ts.isBinaryExpression(now.expression);
      if (!does || inConstructor(node)) return now;
      const done = make.createLogicalNot(asked(node, 'left out'));
      return make.createBlock([make.createIfStatement(done, make.createBlock([now]))]);
    };

    const lessAnElement = (
      node: ts.ArrayLiteralExpression,
      now: ts.ArrayLiteralExpression,
    ): ts.ArrayLiteralExpression => {
      if (now.elements.length > LONGEST_LIST || isAssigned(node)) return now;
      const elements = now.elements.map((element, i) => {
        const all = ts.isSpreadElement(element)
          ? element.expression
          : make.createArrayLiteralExpression([element]);
        const none = make.createArrayLiteralExpression();
        return make.createSpreadElement(either(node.elements[i] ?? node, 'left out', none, all));
      });
      return make.updateArrayLiteralExpression(now, elements);
    };
    return ts.visitNode(source, visit, ts.isSourceFile);
  };
}

/** A member that stands after a spread may be there without it. */
function overridesSpread(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isObjectLiteralExpression(parent)) return false;
  const at = parent.properties.findIndex((p) => p === node);
  return parent.properties.slice(0, at).some(ts.isSpreadAssignment);
}

/** Names of members and indices: a change there only makes another program. */
function isName(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isElementAccessExpression(parent) && parent.argumentExpression === node)
  );
}

function isAssigned(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node.parent) && node.parent.left === node;
}

function inConstructor(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (ts.isConstructorDeclaration(at)) return true;
    if (ts.isFunctionLike(at)) return false;
  }
  return false;
}
