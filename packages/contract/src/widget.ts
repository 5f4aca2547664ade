/** Answer of `GET /api/widget/trust`, to whoever asks: whether pages of the asking origin may show widgets. */
export interface WidgetTrust {
  trusted: boolean;
}

/** Answer of `GET /api/staff/widget`. */
export interface StaffWidget {
  /** Where the house is served; widgets come from there. */
  publicUrl: string;
  /** Origins whose pages may show widgets. */
  trustedOrigins: string[];
}
