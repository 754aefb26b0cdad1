#include "image/color-space.h"

#include "base/error.h"
#include "image/clones.h"
#include "image/color.h"
#include "image/icc.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pixels go through the tables in runs that stay in the first-level cache. */
#define RUN 512

struct _VanityColorSpace
{
  gatomicrefcount refs;
  gboolean srgb;
  GBytes *icc;

  VanityTransfer *transfer[3]; /* NULL for a profile of lookup tables */
  gboolean has_matrix;
  float to_srgb[9], from_srgb[9];

  /* Only for lookup tables; made for use from several threads (no cache). By depth: 8, 16. */
  cmsHTRANSFORM decode[2], encode[2];
};

static double
srgb_curve (double encoded, gconstpointer data)
{
  return encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
}

/* All spaces that are sRGB share these tables. */
static VanityTransfer *
get_srgb_transfer (void)
{
  static VanityTransfer *transfer;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      transfer = vanity_transfer_new (srgb_curve, NULL, NULL);
      g_once_init_leave (&once, 1);
    }
  return transfer;
}

static VanityColorSpace *
new_srgb (GBytes *icc)
{
  VanityColorSpace *space = g_new0 (VanityColorSpace, 1);

  g_atomic_ref_count_init (&space->refs);
  space->srgb = TRUE;
  space->icc = icc != NULL ? g_bytes_ref (icc) : NULL;
  for (int i = 0; i < 3; i++)
    space->transfer[i] = get_srgb_transfer ();
  return space;
}

VanityColorSpace *
vanity_color_space_get_srgb (void)
{
  static VanityColorSpace *space;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      space = new_srgb (NULL);
      g_once_init_leave (&once, 1);
    }
  return space;
}

static gboolean
open_transforms (VanityColorSpace *space)
{
  static const cmsUInt32Number formats[2] = { TYPE_RGB_8, TYPE_RGB_16 };
  gsize size;
  gconstpointer data = g_bytes_get_data (space->icc, &size);
  cmsHPROFILE theirs = cmsOpenProfileFromMem (data, (guint32)size);
  cmsHPROFILE linear = vanity_icc_open_linear_srgb ();
  gboolean ok = theirs != NULL && linear != NULL;

  for (int i = 0; ok && i < 2; i++)
    {
      space->decode[i] = cmsCreateTransform (theirs, formats[i], linear, TYPE_RGB_FLT,
                                             INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
      space->encode[i] = cmsCreateTransform (linear, TYPE_RGB_FLT, theirs, formats[i],
                                             INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
      ok = space->decode[i] != NULL && space->encode[i] != NULL;
    }
  g_clear_pointer (&theirs, cmsCloseProfile);
  g_clear_pointer (&linear, cmsCloseProfile);
  return ok;
}

VanityColorSpace *
vanity_color_space_new_from_icc (GBytes *icc, GError **error)
{
  VanityIcc parsed;

  if (!vanity_icc_parse (icc, &parsed, error))
    return NULL;
  if (parsed.srgb)
    {
      VanityColorSpace *space = new_srgb (parsed.bytes);
      vanity_icc_clear (&parsed);
      return space;
    }

  g_autoptr (VanityColorSpace) space = g_new0 (VanityColorSpace, 1);
  g_atomic_ref_count_init (&space->refs);
  space->icc = g_bytes_ref (parsed.bytes);
  space->has_matrix = parsed.has_matrix;
  for (int i = 0; i < 3; i++)
    space->transfer[i] = g_steal_pointer (&parsed.transfer[i]);
  for (int i = 0; i < 9; i++)
    {
      space->to_srgb[i] = (float)parsed.to_srgb[i];
      space->from_srgb[i] = (float)parsed.from_srgb[i];
    }
  gboolean table = parsed.table;
  vanity_icc_clear (&parsed);

  if (table && !open_transforms (space))
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                           _ ("The colour profile has no usable way to and from RGB"));
      return NULL;
    }
  return g_steal_pointer (&space);
}

VanityColorSpace *
vanity_color_space_ref (VanityColorSpace *space)
{
  g_atomic_ref_count_inc (&space->refs);
  return space;
}

void
vanity_color_space_unref (VanityColorSpace *space)
{
  if (space == NULL || !g_atomic_ref_count_dec (&space->refs))
    return;

  for (int i = 0; i < 3 && !space->srgb; i++)
    vanity_transfer_free (space->transfer[i]);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&space->decode[i], cmsDeleteTransform);
      g_clear_pointer (&space->encode[i], cmsDeleteTransform);
    }
  g_clear_pointer (&space->icc, g_bytes_unref);
  g_free (space);
}

GBytes *
vanity_color_space_get_icc (VanityColorSpace *space)
{
  return space->icc;
}

gboolean
vanity_color_space_is_srgb (VanityColorSpace *space)
{
  return space->srgb;
}

VANITY_CLONES static void
multiply (const float m[9], const float *r_in, const float *g_in, const float *b_in, float *r_out,
          float *g_out, float *b_out, int n)
{
  for (int i = 0; i < n; i++)
    {
      float r = r_in[i], g = g_in[i], b = b_in[i];
      r_out[i] = m[0] * r + m[1] * g + m[2] * b;
      g_out[i] = m[3] * r + m[4] * g + m[5] * b;
      b_out[i] = m[6] * r + m[7] * g + m[8] * b;
    }
}

static void
decode_by_table (VanityColorSpace *space, int depth, gconstpointer rgba, float *r, float *g,
                 float *b, int n)
{
  guint16 rgb[RUN * 3];
  float linear[RUN * 3];

  for (int start = 0; start < n; start += RUN)
    {
      int run = MIN (RUN, n - start);
      for (int i = 0; i < run; i++)
        for (int c = 0; c < 3; c++)
          if (depth == 8)
            ((guint8 *)rgb)[i * 3 + c] = ((const guint8 *)rgba)[(gsize)(start + i) * 4 + c];
          else
            rgb[i * 3 + c] = ((const guint16 *)rgba)[(gsize)(start + i) * 4 + c];
      cmsDoTransform (space->decode[depth == 16], rgb, linear, (guint32)run);
      for (int i = 0; i < run; i++)
        {
          r[start + i] = linear[i * 3];
          g[start + i] = linear[i * 3 + 1];
          b[start + i] = linear[i * 3 + 2];
        }
    }
}

void
vanity_color_space_decode (VanityColorSpace *space, int depth, gconstpointer rgba, float *r,
                           float *g, float *b, int n)
{
  if (space->decode[0] != NULL)
    {
      decode_by_table (space, depth, rgba, r, g, b, n);
      return;
    }

  const float *red = vanity_transfer_get_decode_table (space->transfer[0], depth);
  const float *green = vanity_transfer_get_decode_table (space->transfer[1], depth);
  const float *blue = vanity_transfer_get_decode_table (space->transfer[2], depth);

  if (depth == 8)
    for (int i = 0; i < n; i++)
      {
        const guint8 *pixel = (const guint8 *)rgba + (gsize)i * 4;
        r[i] = red[pixel[0]];
        g[i] = green[pixel[1]];
        b[i] = blue[pixel[2]];
      }
  else
    for (int i = 0; i < n; i++)
      {
        const guint16 *pixel = (const guint16 *)rgba + (gsize)i * 4;
        r[i] = red[pixel[0]];
        g[i] = green[pixel[1]];
        b[i] = blue[pixel[2]];
      }
  if (space->has_matrix)
    multiply (space->to_srgb, r, g, b, r, g, b, n);
}

static void
encode_by_table (VanityColorSpace *space, int depth, const float *r, const float *g, const float *b,
                 gpointer rgba, int n)
{
  guint16 rgb[RUN * 3];
  float linear[RUN * 3];

  for (int start = 0; start < n; start += RUN)
    {
      int run = MIN (RUN, n - start);
      for (int i = 0; i < run; i++)
        {
          linear[i * 3] = r[start + i];
          linear[i * 3 + 1] = g[start + i];
          linear[i * 3 + 2] = b[start + i];
        }
      cmsDoTransform (space->encode[depth == 16], linear, rgb, (guint32)run);
      for (int i = 0; i < run; i++)
        for (int c = 0; c < 3; c++)
          if (depth == 8)
            ((guint8 *)rgba)[(gsize)(start + i) * 4 + c] = ((guint8 *)rgb)[i * 3 + c];
          else
            ((guint16 *)rgba)[(gsize)(start + i) * 4 + c] = rgb[i * 3 + c];
    }
}

void
vanity_color_space_encode (VanityColorSpace *space, int depth, const float *r, const float *g,
                           const float *b, gpointer rgba, int n)
{
  if (space->encode[0] != NULL)
    {
      encode_by_table (space, depth, r, g, b, rgba, n);
      return;
    }

  gint32 codes[3][RUN];
  float own[3][RUN];

  for (int start = 0; start < n; start += RUN)
    {
      int run = MIN (RUN, n - start);
      const float *planes[3] = { r + start, g + start, b + start };

      if (space->has_matrix)
        {
          multiply (space->from_srgb, planes[0], planes[1], planes[2], own[0], own[1], own[2], run);
          for (int c = 0; c < 3; c++)
            planes[c] = own[c];
        }
      for (int c = 0; c < 3; c++)
        vanity_transfer_encode (space->transfer[c], depth, planes[c], codes[c], run);

      if (depth == 8)
        for (int i = 0; i < run; i++)
          {
            guint8 *pixel = (guint8 *)rgba + (gsize)(start + i) * 4;
            pixel[0] = (guint8)codes[0][i];
            pixel[1] = (guint8)codes[1][i];
            pixel[2] = (guint8)codes[2][i];
          }
      else
        for (int i = 0; i < run; i++)
          {
            guint16 *pixel = (guint16 *)rgba + (gsize)(start + i) * 4;
            pixel[0] = (guint16)codes[0][i];
            pixel[1] = (guint16)codes[1][i];
            pixel[2] = (guint16)codes[2][i];
          }
    }
}
