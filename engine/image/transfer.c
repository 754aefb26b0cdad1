#include "image/transfer.h"

#include "image/clones.h"

#include <math.h>
#include <string.h>

/* Encoding cuts the positive floats into buckets by their leading bits (sign, exponent and the
 * first bits of the mantissa), so that a bucket is found by a shift. A bucket holds the code at
 * its lower end and, for the interpolation inside it, how many codes it spans. */
typedef struct
{
  int top;          /* the largest code */
  float *threshold; /* [top + 1]: the smallest value with code i + 1; the last is +∞ */
  int shift;
  guint32 first;
  int n_buckets;
  float low, high; /* values are clamped to this range first */
  gint32 *code;    /* [n_buckets] at the lower end */
  float *edge;     /* [n_buckets] the next threshold above the lower end */
  float *slope;    /* [n_buckets] codes per unit of the value's low bits */
  gboolean single; /* no bucket holds two thresholds: one comparison decides */
} Encoder;

struct _VanityTransfer
{
  VanityTransferCurve curve;
  gpointer data;
  GDestroyNotify free_data;

  gsize have_decode16, have_encode[2];
  float decode8[256];
  float *decode16;
  Encoder encode[2]; /* 8 and 16 bits */
};

static inline guint32
bits_of (float value)
{
  guint32 bits;
  memcpy (&bits, &value, sizeof bits);
  return bits;
}

static inline float
float_of (guint32 bits)
{
  float value;
  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
encoder_clear (Encoder *encoder)
{
  g_free (encoder->threshold);
  g_free (encoder->code);
  g_free (encoder->edge);
  g_free (encoder->slope);
}

/* Buckets of 2^-mantissa of an octave. */
static void
encoder_set_buckets (Encoder *encoder, int mantissa)
{
  encoder->shift = 23 - mantissa;
  encoder->first = bits_of (encoder->low) >> encoder->shift;
  encoder->n_buckets = (int)((bits_of (encoder->high) >> encoder->shift) - encoder->first) + 1;
  encoder->code = g_renew (gint32, encoder->code, encoder->n_buckets);
  encoder->edge = g_renew (float, encoder->edge, encoder->n_buckets);
  encoder->slope = g_renew (float, encoder->slope, encoder->n_buckets);
  encoder->single = TRUE;

  int code = 0;
  for (int i = 0; i < encoder->n_buckets; i++)
    {
      guint32 key = encoder->first + (guint32)i;
      float lower = float_of (key << encoder->shift);
      float upper = float_of ((key + 1) << encoder->shift);
      int end;

      while (lower >= encoder->threshold[code])
        code++;
      for (end = code; upper > encoder->threshold[end];)
        end++;
      encoder->code[i] = code;
      encoder->edge[i] = encoder->threshold[code];
      encoder->slope[i] = (float)(end - code) / (float)(1 << encoder->shift);
      encoder->single &= end - code <= 1;
    }
}

static void
encoder_init (Encoder *encoder, VanityTransfer *transfer, int depth)
{
  encoder->top = (1 << depth) - 1;
  encoder->threshold = g_new (float, encoder->top + 1);
  for (int i = 0; i < encoder->top; i++)
    {
      float value = (float)transfer->curve ((i + 0.5) / encoder->top, transfer->data);
      encoder->threshold[i] = i > 0 ? MAX (value, encoder->threshold[i - 1]) : value;
    }
  encoder->threshold[encoder->top] = INFINITY;

  /* From the power of two below the first threshold. Curves that begin flat would need no end of
   * octaves, so 2^-40 is the least. */
  int exponent;
  frexpf (MAX (encoder->threshold[0], 0x1p-38f), &exponent);
  encoder->low = ldexpf (1, exponent - 2);
  encoder->high = MAX (encoder->threshold[encoder->top - 1], 2 * encoder->low);

  if (depth == 16)
    encoder_set_buckets (encoder, 8);
  else
    for (int mantissa = 7; mantissa <= 9; mantissa++)
      {
        encoder_set_buckets (encoder, mantissa);
        if (encoder->single)
          break;
      }
}

VanityTransfer *
vanity_transfer_new (VanityTransferCurve curve, gpointer data, GDestroyNotify free_data)
{
  VanityTransfer *transfer = g_new0 (VanityTransfer, 1);

  transfer->curve = curve;
  transfer->data = data;
  transfer->free_data = free_data;
  for (int i = 0; i < 256; i++)
    transfer->decode8[i] = (float)curve (i / 255.0, data);
  return transfer;
}

void
vanity_transfer_free (VanityTransfer *transfer)
{
  if (transfer == NULL)
    return;
  if (transfer->free_data != NULL)
    transfer->free_data (transfer->data);
  g_free (transfer->decode16);
  encoder_clear (&transfer->encode[0]);
  encoder_clear (&transfer->encode[1]);
  g_free (transfer);
}

const float *
vanity_transfer_get_decode_table (VanityTransfer *transfer, int depth)
{
  if (depth == 8)
    return transfer->decode8;

  if (g_once_init_enter (&transfer->have_decode16))
    {
      transfer->decode16 = g_new (float, 65536);
      for (int i = 0; i < 65536; i++)
        transfer->decode16[i] = (float)transfer->curve (i / 65535.0, transfer->data);
      g_once_init_leave (&transfer->have_decode16, 1);
    }
  return transfer->decode16;
}

static inline float
clamp (float value, float low, float high)
{
  /* In this order a NaN becomes `low`. */
  value = value > low ? value : low;
  return value < high ? value : high;
}

VANITY_CLONES static void
encode_single (const Encoder *encoder, const float *linear, gint32 *codes, int n)
{
  const gint32 *code = encoder->code;
  const float *edge = encoder->edge;
  float low = encoder->low, high = encoder->high;
  guint32 first = encoder->first;
  int shift = encoder->shift;

  for (int i = 0; i < n; i++)
    {
      float value = clamp (linear[i], low, high);
      gint32 bucket = (gint32)((bits_of (value) >> shift) - first);
      codes[i] = code[bucket] + (value >= edge[bucket]);
    }
}

static void
encode_search (const Encoder *encoder, const float *linear, gint32 *codes, int n)
{
  guint32 rest = (1u << encoder->shift) - 1;

  for (int i = 0; i < n; i++)
    {
      float value = clamp (linear[i], encoder->low, encoder->high);
      guint32 bits = bits_of (value);
      guint32 bucket = (bits >> encoder->shift) - encoder->first;
      int code = encoder->code[bucket] + (int)(encoder->slope[bucket] * (float)(bits & rest));

      /* The guess is off by a code or two where the curve bends. */
      while (value >= encoder->threshold[code])
        code++;
      while (code > 0 && value < encoder->threshold[code - 1])
        code--;
      codes[i] = code;
    }
}

void
vanity_transfer_encode (VanityTransfer *transfer, int depth, const float *linear, gint32 *codes,
                        int n)
{
  int which = depth == 16;
  Encoder *encoder = &transfer->encode[which];

  if (g_once_init_enter (&transfer->have_encode[which]))
    {
      encoder_init (encoder, transfer, depth);
      g_once_init_leave (&transfer->have_encode[which], 1);
    }

  if (encoder->single)
    encode_single (encoder, linear, codes, n);
  else
    encode_search (encoder, linear, codes, n);
}
