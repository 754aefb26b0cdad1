#include "image/icc.h"

#include "base/error.h"
#include "image/color.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const cmsCIExyY d65 = { 0.3127, 0.3290, 1 };
static const cmsCIExyYTRIPLE rec709
    = { { 0.6400, 0.3300, 1 }, { 0.3000, 0.6000, 1 }, { 0.1500, 0.0600, 1 } };

/* A tone curve as the profile holds it. lcms2 evaluates sampled curves in 16-bit integers, too
 * coarse for the dark end of linear light, so those are interpolated here. */
typedef struct
{
  cmsToneCurve *curve;
  const guint16 *table; /* NULL for a formula */
  guint n_table;
} ToneCurve;

static double
tone_curve_eval (double encoded, gconstpointer data)
{
  const ToneCurve *tone = data;

  if (tone->table == NULL)
    return cmsEvalToneCurveFloat (tone->curve, (float)encoded);

  double place = CLAMP (encoded, 0, 1) * (tone->n_table - 1);
  guint below = MIN ((guint)place, tone->n_table - 2);
  double part = place - below;
  return (tone->table[below] * (1 - part) + tone->table[below + 1] * part) / 65535;
}

static void
tone_curve_free (gpointer data)
{
  ToneCurve *tone = data;

  cmsFreeToneCurve (tone->curve);
  g_free (tone);
}

static ToneCurve *
tone_curve_new (const cmsToneCurve *curve)
{
  ToneCurve *tone = g_new0 (ToneCurve, 1);

  tone->curve = cmsDupToneCurve (curve);
  if (cmsGetToneCurveParametricType (tone->curve) == 0
      && cmsGetToneCurveEstimatedTableEntries (tone->curve) >= 2)
    {
      tone->table = cmsGetToneCurveEstimatedTable (tone->curve);
      tone->n_table = cmsGetToneCurveEstimatedTableEntries (tone->curve);
    }
  return tone;
}

/* Rising and finite: it can be turned round. `srgb` is cleared where it leaves sRGB's own curve
 * by as much as an 8-bit code would show. */
static gboolean
tone_curve_check (const ToneCurve *tone, gboolean *srgb)
{
  double last = -1;

  for (int i = 0; i <= 1024; i++)
    {
      double encoded = i / 1024.0;
      double linear = tone_curve_eval (encoded, tone);

      if (!isfinite (linear) || linear < last || fabs (linear) > 4)
        return FALSE;
      if (fabs (vanity_srgb_from_linear ((float)linear) - encoded) > 0.4 / 255)
        *srgb = FALSE;
      last = linear;
    }
  return last > 0.1;
}

static gboolean
invert (const double m[9], double out[9])
{
  for (int i = 0; i < 9; i++)
    {
      /* The cofactor of the transposed place, with its sign, by cyclic indices. */
      int row = i % 3, column = i / 3;
      int r1 = (row + 1) % 3, r2 = (row + 2) % 3, c1 = (column + 1) % 3, c2 = (column + 2) % 3;
      out[i] = m[r1 * 3 + c1] * m[r2 * 3 + c2] - m[r1 * 3 + c2] * m[r2 * 3 + c1];
    }

  double determinant = m[0] * out[0] + m[1] * out[3] + m[2] * out[6];
  if (!isfinite (determinant) || fabs (determinant) < 1e-6)
    return FALSE;
  for (int i = 0; i < 9; i++)
    out[i] /= determinant;
  return TRUE;
}

static gboolean
read_colorants (cmsHPROFILE profile, double m[9])
{
  static const cmsTagSignature tags[3]
      = { cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag };

  for (int i = 0; i < 3; i++)
    {
      const cmsCIEXYZ *xyz = cmsReadTag (profile, tags[i]);
      if (xyz == NULL)
        return FALSE;
      m[i] = xyz->X;
      m[3 + i] = xyz->Y;
      m[6 + i] = xyz->Z;
    }
  return TRUE;
}

/* The way from the profile's linear RGB to linear sRGB; both meet in XYZ under D50. */
static gboolean
read_matrix (cmsHPROFILE profile, VanityIcc *icc, gboolean *srgb)
{
  double theirs[9], ours[9], ours_inverse[9];
  cmsHPROFILE reference = cmsCreate_sRGBProfile ();
  gboolean ok = read_colorants (profile, theirs) && read_colorants (reference, ours)
                && invert (ours, ours_inverse);

  cmsCloseProfile (reference);
  if (!ok)
    return FALSE;

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      {
        double sum = 0;
        for (int k = 0; k < 3; k++)
          sum += ours_inverse[i * 3 + k] * theirs[k * 3 + j];
        icc->to_srgb[i * 3 + j] = sum;
        if (fabs (sum - (i == j)) > 0.003)
          *srgb = FALSE;
      }
  icc->has_matrix = TRUE;
  return invert (icc->to_srgb, icc->from_srgb);
}

static GBytes *
profile_to_bytes (cmsHPROFILE profile)
{
  cmsUInt32Number size = 0;

  if (!cmsSaveProfileToMem (profile, NULL, &size) || size == 0)
    return NULL;

  g_autofree guint8 *data = g_malloc (size);
  if (!cmsSaveProfileToMem (profile, data, &size))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static GBytes *
save_rgb_profile (const cmsCIExyY *white, const cmsCIExyYTRIPLE *primaries, cmsToneCurve *curve)
{
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (white, primaries, curves);
  GBytes *bytes = NULL;

  if (profile != NULL)
    {
      bytes = profile_to_bytes (profile);
      cmsCloseProfile (profile);
    }
  return bytes;
}

GBytes *
vanity_icc_new_rgb (double gamma, const double xy[8])
{
  cmsCIExyY white = { xy[0], xy[1], 1 };
  cmsCIExyYTRIPLE primaries = { { xy[2], xy[3], 1 }, { xy[4], xy[5], 1 }, { xy[6], xy[7], 1 } };
  cmsToneCurve *curve = cmsBuildGamma (NULL, gamma);
  GBytes *bytes = NULL;

  if (curve != NULL)
    {
      bytes = save_rgb_profile (&white, &primaries, curve);
      cmsFreeToneCurve (curve);
    }
  return bytes;
}

cmsHPROFILE
vanity_icc_open_linear_srgb (void)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, 1.0);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&d65, &rec709, curves);

  cmsFreeToneCurve (curve);
  return profile;
}

/* Makeup gives a grey photo colour, and colour cannot be stored under a grey profile. An RGB
 * profile with the same curve reads the old greys as they were. */
static gboolean
parse_grey (cmsHPROFILE profile, VanityIcc *icc)
{
  const cmsToneCurve *curve = cmsReadTag (profile, cmsSigGrayTRCTag);
  gboolean srgb = TRUE;

  if (curve == NULL)
    return FALSE;

  ToneCurve *tone = tone_curve_new (curve);
  if (!tone_curve_check (tone, &srgb))
    {
      tone_curve_free (tone);
      return FALSE;
    }

  icc->bytes = save_rgb_profile (&d65, &rec709, tone->curve);
  icc->srgb = srgb;
  if (srgb)
    {
      tone_curve_free (tone);
      return icc->bytes != NULL;
    }

  icc->transfer[0] = vanity_transfer_new (tone_curve_eval, tone, tone_curve_free);
  icc->transfer[1] = vanity_transfer_new (tone_curve_eval, tone_curve_new (curve), tone_curve_free);
  icc->transfer[2] = vanity_transfer_new (tone_curve_eval, tone_curve_new (curve), tone_curve_free);
  return icc->bytes != NULL;
}

static gboolean
parse_matrix (cmsHPROFILE profile, VanityIcc *icc)
{
  static const cmsTagSignature tags[3] = { cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag };
  gboolean srgb = TRUE;

  for (int i = 0; i < 3; i++)
    {
      const cmsToneCurve *curve = cmsReadTag (profile, tags[i]);
      if (curve == NULL)
        return FALSE;

      ToneCurve *tone = tone_curve_new (curve);
      if (!tone_curve_check (tone, &srgb))
        {
          tone_curve_free (tone);
          return FALSE;
        }
      icc->transfer[i] = vanity_transfer_new (tone_curve_eval, tone, tone_curve_free);
    }
  if (!read_matrix (profile, icc, &srgb))
    return FALSE;
  icc->srgb = srgb;
  return TRUE;
}

static void
drop_transfers (VanityIcc *icc)
{
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&icc->transfer[i], vanity_transfer_free);
}

gboolean
vanity_icc_parse (GBytes *bytes, VanityIcc *icc, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  cmsHPROFILE profile = size <= G_MAXUINT32 ? cmsOpenProfileFromMem (data, (guint32)size) : NULL;
  gboolean ok = FALSE;

  memset (icc, 0, sizeof *icc);
  if (profile == NULL)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                           _ ("The colour profile is damaged"));
      return FALSE;
    }

  cmsColorSpaceSignature space = cmsGetColorSpace (profile);
  if (space == cmsSigGrayData)
    ok = parse_grey (profile, icc);
  else if (space == cmsSigRgbData)
    {
      icc->bytes = g_bytes_ref (bytes);
      if (!cmsIsCLUT (profile, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_INPUT)
          && cmsGetPCS (profile) == cmsSigXYZData)
        ok = parse_matrix (profile, icc);
      if (!ok)
        {
          icc->table = TRUE;
          icc->srgb = FALSE;
          ok = TRUE;
        }
    }
  else
    {
      char four[5] = { (char)(space >> 24), (char)(space >> 16), (char)(space >> 8), (char)space };
      for (int i = 0; i < 4; i++)
        if (!g_ascii_isprint (four[i]))
          four[i] = '?';
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("The colour profile is for “%s”, not for RGB or grey"), g_strchomp (four));
      cmsCloseProfile (profile);
      return FALSE;
    }
  cmsCloseProfile (profile);

  if (icc->table || icc->srgb)
    drop_transfers (icc);
  if (!ok)
    {
      vanity_icc_clear (icc);
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                           _ ("The colour profile lacks a usable tone curve"));
    }
  return ok;
}

void
vanity_icc_clear (VanityIcc *icc)
{
  drop_transfers (icc);
  g_clear_pointer (&icc->bytes, g_bytes_unref);
}
