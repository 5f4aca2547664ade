import { createTransport } from 'nodemailer';
import { NotTaken, type Env } from '../platform/index.ts';

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
  /** Where one POST ends mails like it (RFC 8058). */
  unsubscribe?: string | undefined;
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
  async send({ id, to, locale, subject, text, html, unsubscribe }: Outgoing): Promise<void> {
    try {
      await this.#transport.sendMail({
        messageId: `<${id}@${this.#host}>`,
        from: this.env.mailFrom,
        to: { name: '', address: to },
        subject,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale, ...offHeaders(unsubscribe) },
      });
    } catch (error) {
      throw notTaken(error as { code?: unknown; responseCode?: unknown });
    }
  }
}

function offHeaders(url: string | undefined): Record<string, string> {
  if (url === undefined) return {};
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** The server's own words hold addresses: only its number is kept. */
function notTaken({ code, responseCode }: { code?: unknown; responseCode?: unknown }): NotTaken {
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE';
  const permanent = refused && typeof responseCode === 'number' && responseCode >= 500;
  return new NotTaken(String(responseCode ?? code ?? 'ERROR').slice(0, 40), permanent);
}
