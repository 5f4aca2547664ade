import { createTransport } from 'nodemailer';
import type { Env } from '../platform/index.ts';

/** How long each step of a delivery may take, in ms. */
const STEP_MS = 20_000;

/** A mail on its way. `id` names it for ever: the same mail sent twice is known as one by its Message-ID. */
export interface Outgoing {
  id: string;
  to: string;
  locale: string;
  subject: string;
  text: string;
  html: string;
}

/** Why a mail was not taken. `code` names no person; permanent: it never will be. */
export class NotTaken extends Error {
  constructor(
    readonly code: string,
    readonly permanent: boolean,
  ) {
    super(code);
    this.name = 'NotTaken';
  }
}

/** The mail server of `SMTP_URL`. One connection for each mail: a pool would send again on its own. */
export class SmtpPost {
  readonly #transport;
  readonly #host: string;

  constructor(
    smtpUrl: string,
    private readonly env: Pick<Env, 'mailFrom' | 'publicUrl'>,
  ) {
    this.#host = new URL(env.publicUrl).hostname;
    this.#transport = createTransport({
      url: smtpUrl,
      connectionTimeout: STEP_MS,
      greetingTimeout: STEP_MS,
      socketTimeout: STEP_MS,
      dnsTimeout: STEP_MS,
      logger: false,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** Resolves once the server said that it has the mail. Throws NotTaken. */
  async send({ id, to, locale, subject, text, html }: Outgoing): Promise<void> {
    try {
      await this.#transport.sendMail({
        messageId: `<${id}@${this.#host}>`,
        from: this.env.mailFrom,
        to: { name: '', address: to },
        subject,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
      });
    } catch (error) {
      throw notTaken(error as { code?: unknown; responseCode?: unknown });
    }
  }
}

/** The server's own words hold addresses: only its number is kept. */
function notTaken({ code, responseCode }: { code?: unknown; responseCode?: unknown }): NotTaken {
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE';
  const permanent = refused && typeof responseCode === 'number' && responseCode >= 500;
  return new NotTaken(String(responseCode ?? code ?? 'ERROR').slice(0, 40), permanent);
}
