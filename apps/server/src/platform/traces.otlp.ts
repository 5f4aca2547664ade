import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { OpenSpan, TraceSink } from './spans.ts';

/** A collector that does not answer must not hold up the end of the house, in ms. */
const EXPORT_WITHIN_MS = 3_000;

/**
 * Sends spans as OTLP over HTTP. The SDK reads the rest of its usual variables itself: `OTEL_SERVICE_NAME`,
 * `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`.
 */
export function otlpSink(url: string): TraceSink {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_WITHIN_MS });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'rostrum' }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: EXPORT_WITHIN_MS })],
  });
  const tracer = provider.getTracer('rostrum');
  const contexts = new WeakMap<OpenSpan, Context>();
  return {
    begin({ name, from, server, parent }) {
      const above = (parent && contexts.get(parent)) ?? ROOT_CONTEXT;
      const kind = server ? SpanKind.SERVER : SpanKind.INTERNAL;
      const span = tracer.startSpan(name, { startTime: from, kind }, above);
      const context = trace.setSpan(ROOT_CONTEXT, span);
      const open: OpenSpan = {
        part: (part, start, end) => tracer.startSpan(part, { startTime: start }, context).end(end),
        end(to, attributes, failed = false) {
          span.setAttributes(attributes);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end(to);
        },
      };
      contexts.set(open, context);
      return open;
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
}
