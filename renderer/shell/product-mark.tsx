import { tokens } from "@fluentui/react-components";

/** The product's sign: a way back to a point that is still there. */
export function ProductMark() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill={tokens.colorBrandBackground} />
      <g fill="none" stroke="#fff" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round">
        <path d="M10.5 12.5A7 7 0 1 1 9 16.9" />
        <path d="M9.2 7.6v5.6h5.6" />
      </g>
      <circle cx="16" cy="16.4" r="2.4" fill="#fff" />
    </svg>
  );
}
