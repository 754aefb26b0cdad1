/* Slow arithmetic on denormals buys nothing in a network: results become zero, operands count as
 * zero. The pool takes this mode along. */
#pragma once

#include <glib.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* Returns the mode before, for vanity_denormals_restore (). */
static inline guint
vanity_denormals_flush (void)
{
#ifdef __x86_64__
  guint mode = _mm_getcsr ();

  _mm_setcsr (mode | 0x8040u);
  return mode;
#else
  return 0;
#endif
}

static inline void
vanity_denormals_restore (guint mode)
{
#ifdef __x86_64__
  _mm_setcsr (mode);
#endif
}
