/** Decorations of a device that hears whom it should not (PR2-X-01). */
import type { DeliverParams, Message } from '../../schemas';
import type { Decoration, Memory } from './decorate';
import { remembersPeers } from './telling';

type Link = DeliverParams['link'];

/** A link whose credential passes although it should not. */
export function trustsCredential(credential: Link['credential']): Decoration {
  return believes((link) => (link.credential === credential ? { ...link, credential: 'valid' } : link));
}

/** Whoever a message says that it is from is believed, if the link's credential is good. */
export const trustsTheMessage = believes((link, { via, source }) => ({
  ...link,
  principal: via?.split(',').pop()?.trim() ?? source ?? link.principal,
}));

/** Of several relays only the first is held against the link. */
export const readsTheFirstRelay = believes((link, { via }) => {
  const relays = via?.split(',').map((urn) => urn.trim()) ?? [];
  return relays[0] === link.principal ? { ...link, principal: relays[relays.length - 1] ?? '' } : link;
});

/** A message without relay is taken for one that the other end of the link wrote. */
export const needsNoRelayMark = believes((link, { via, source }) =>
  via === undefined && link.principal === link.peer ? { ...link, principal: source ?? link.principal } : link,
);

/** The author is of no account, only the link is: what anybody wrote passes for the word of `writer`. */
export function takesAnyAuthor(writer: (message: Message, memory: Memory) => string): Decoration {
  return {
    start: remembersPeers,
    deliver: (p, memory) => {
      const message = p.message as Message | undefined;
      if (message === undefined) return p;
      const source = writer(message, memory);
      const direct = message.via === undefined && p.link.principal === message.source;
      const link = direct ? { ...p.link, principal: source } : p.link;
      return { ...p, link, message: { ...message, source } };
    },
  };
}

/** Once a credential has failed, it and all that was agreed under it are done with. */
export const neverTrustsAgain: Decoration = {
  deliver: (p, memory) => {
    if (p.link.credential !== 'valid') memory[p.link.peer] = p.link.credential;
    const credential = (memory[p.link.peer] ?? 'valid') as Link['credential'];
    return { ...p, link: { ...p.link, credential } };
  },
};

function believes(change: (link: Link, message: Partial<Message>) => Link): Decoration {
  return {
    deliver: (p) => ({ ...p, link: change(p.link, p.message ?? {}) }),
  };
}
