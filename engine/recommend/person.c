#include "recommend/person.h"

#include <math.h>
#include <string.h>

/* What is usual of skin in photos and of the swatches that foundations are sold by, in l = (L* −
 * 60) ÷ 20: hue in degrees and chroma (skin/undertone.c says what they were fitted to). Faces are
 * redder than the necks and jaws that a foundation is matched to, and swatches are printed
 * stronger: of the skins and of the shades sold for them, a photo's middle is not a swatch's
 * middle. */
static const double skin_hue[3] = { 47.9, -2.2, 0 }, skin_chroma[3] = { 20.7, 1.0, 0 };
static const double swatch_hue[3] = { 59.8, 6.4, -0.7 }, swatch_chroma[3] = { 33.8, -2.8, -6.3 };

/* L* of skins, and typology angles, and L* of the shades for them. Skins are called very light to
 * dark by their typology angle (skin/tone.h), shades fair to rich by their makers; these are the
 * middles of classes that are called alike, of 4,900 shades. A fair cheek sends back hardly 70 % of
 * what its shade does on a page. Dull photos keep the angle, yellow ones L*: both count the same.
 */
static const double depths[][2]
    = { { 0, 0 },     { 20, 21 },   { 35, 37 }, { 47, 50 },  { 55.5, 62 },
        { 60.8, 69 }, { 67.7, 78 }, { 75, 84 }, { 100, 100 } };
static const double angles[][2] = { { -90, 10 },  { -60, 33 }, { -45, 38 }, { -10, 50 }, { 19, 62 },
                                    { 34.5, 69 }, { 48, 78 },  { 60, 84 },  { 90, 100 } };

/* Of what a photographed skin differs from the usual, this much is the skin's own; the rest is
 * light, camera and blood. */
#define OWN_SHARE 0.6
/* A deviation of a* and b*, below which a colour is no photo's but somebody's own measurement. */
#define MEASURED 1.5
/* Shades of one person's drawer differ by about this, in each of L*, a* and b*. */
#define OWNED_SPREAD 1.5
/* How often a shade's label is the one its wearer would be given. */
#define LABEL_TRUST 0.75

void
vanity_person_init (VanityPerson *person)
{
  memset (person, 0, sizeof *person);
  for (int c = 0; c < VANITY_N_CONCERNS; c++)
    person->concern[c] = -1;
}

void
vanity_person_clear (VanityPerson *person)
{
  g_clear_pointer (&person->owned, vanity_shade_unref);
}

void
vanity_person_copy (VanityPerson *to, const VanityPerson *from)
{
  *to = *from;
  if (to->owned)
    vanity_shade_ref (to->owned);
}

void
vanity_person_set_owned (VanityPerson *person, VanityShade *shade)
{
  VanityShade *old = person->owned;

  person->owned = shade && shade->has_color ? vanity_shade_ref (shade) : NULL;
  g_clear_pointer (&old, vanity_shade_unref);
}

void
vanity_person_set_owned_color (VanityPerson *person, guint32 rgb)
{
  g_autoptr (VanityShade) shade = vanity_shade_new ("", "", "", VANITY_CATEGORY_FOUNDATION);

  vanity_shade_set_color (shade, rgb, VANITY_COLOR_SOURCE_GIVEN);
  vanity_person_set_owned (person, shade);
}

static double
get_trend (const double trend[3], float L)
{
  double l = CLAMP (((double)L - 60) / 20, -2, 2);

  return trend[0] + l * (trend[1] + l * trend[2]);
}

/* Along a table of nine rows from column `from` to the other. */
static double
look_up (const double table[9][2], double value, int from)
{
  int i = 1;
  double share;

  while (i < 8 && value > table[i][from])
    i++;
  share = (value - table[i - 1][from]) / (table[i][from] - table[i - 1][from]);
  return table[i - 1][!from] + share * (table[i][!from] - table[i - 1][!from]);
}

static float
convert_depth (VanityLab lab, gboolean to_swatch)
{
  if (!to_swatch)
    return (float)look_up (depths, (double)lab.L, 1);
  return (float)(0.5 * look_up (depths, (double)lab.L, 0)
                 + 0.5 * look_up (angles, vanity_skin_get_typology_angle (lab), 0));
}

/* Skin as photographed to the swatch that is sold for it, or back: as far from what is usual of the
 * one as it is of the other, times `share`. */
static VanityLab
convert (VanityLab lab, gboolean to_swatch, double share)
{
  double hue = atan2 ((double)lab.b, (double)lab.a) * 180 / G_PI;
  double chroma = hypot ((double)lab.a, (double)lab.b);
  float L = convert_depth (lab, to_swatch);

  hue -= get_trend (to_swatch ? skin_hue : swatch_hue, lab.L);
  chroma -= get_trend (to_swatch ? skin_chroma : swatch_chroma, lab.L);
  hue = get_trend (to_swatch ? swatch_hue : skin_hue, L) + share * remainder (hue, 360);
  chroma = get_trend (to_swatch ? swatch_chroma : skin_chroma, L) + share * chroma;
  chroma = MAX (chroma, 0);
  return (VanityLab){ L, (float)(chroma * cos (hue * G_PI / 180)),
                      (float)(chroma * sin (hue * G_PI / 180)) };
}

/* Of a symmetric matrix; FALSE where it has none. */
static gboolean
invert (const double m[3][3], double inverse[3][3])
{
  double determinant = 0;

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      {
        int r = (j + 1) % 3, s = (j + 2) % 3, t = (i + 1) % 3, u = (i + 2) % 3;

        inverse[i][j] = m[r][t] * m[s][u] - m[r][u] * m[s][t];
      }
  for (int j = 0; j < 3; j++)
    determinant += m[0][j] * inverse[j][0];
  if (!isfinite (determinant) || fabs (determinant) < 1e-12)
    return FALSE;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      inverse[i][j] /= determinant;
  return TRUE;
}

static void
estimate_from_photo (const VanitySkinColor *skin, VanitySkinEstimate *estimate)
{
  double spread = 0.5 * (skin->covariance[1][1] + skin->covariance[2][2]);
  VanityLab swatch = convert (skin->lab, TRUE, OWN_SHARE);
  float share = spread > 0 ? (float)(spread / (spread + MEASURED * MEASURED)) : 0;

  estimate->source = VANITY_SKIN_FROM_PHOTO;
  estimate->lab.L = skin->lab.L + share * (swatch.L - skin->lab.L);
  estimate->lab.a = skin->lab.a + share * (swatch.a - skin->lab.a);
  estimate->lab.b = skin->lab.b + share * (swatch.b - skin->lab.b);
  memcpy (estimate->covariance, skin->covariance, sizeof estimate->covariance);
  memcpy (estimate->undertone, skin->undertone, sizeof estimate->undertone);
}

/* Its label is better evidence than its hue. */
static void
judge_owned (const VanityShade *shade, float undertone[VANITY_N_UNDERTONES])
{
  static const VanityUndertone named[VANITY_N_UNDERTONE_LABELS] = {
    [VANITY_UNDERTONE_LABEL_COOL] = VANITY_UNDERTONE_COOL,
    [VANITY_UNDERTONE_LABEL_NEUTRAL] = VANITY_UNDERTONE_NEUTRAL,
    [VANITY_UNDERTONE_LABEL_WARM] = VANITY_UNDERTONE_WARM,
    [VANITY_UNDERTONE_LABEL_OLIVE] = VANITY_UNDERTONE_OLIVE,
  };
  const double covariance[3][3] = { { OWNED_SPREAD * OWNED_SPREAD, 0, 0 },
                                    { 0, OWNED_SPREAD * OWNED_SPREAD, 0 },
                                    { 0, 0, OWNED_SPREAD * OWNED_SPREAD } };
  float others = 0;

  vanity_undertone_judge (convert (shade->lab, FALSE, 1), covariance, undertone);
  if (shade->undertone == VANITY_UNDERTONE_LABEL_UNKNOWN)
    return;
  for (int u = 0; u < VANITY_N_UNDERTONES; u++)
    if (u != (int)named[shade->undertone])
      others += undertone[u];
  for (int u = 0; u < VANITY_N_UNDERTONES; u++)
    if (u != (int)named[shade->undertone])
      undertone[u] *= (1 - (float)LABEL_TRUST) / MAX (others, 1e-6f);
  undertone[named[shade->undertone]] = (float)LABEL_TRUST;
}

static void
estimate_from_owned (const VanityShade *shade, VanitySkinEstimate *estimate)
{
  estimate->source = VANITY_SKIN_FROM_OWNED;
  estimate->lab = shade->lab;
  for (int i = 0; i < 3; i++)
    estimate->covariance[i][i] = OWNED_SPREAD * OWNED_SPREAD;
  judge_owned (shade, estimate->undertone);
}

/* Two measurements of the same, each as sure as its covariance says (Kalman, 1960). */
static void
put_together (const VanitySkinEstimate *photo, const VanitySkinEstimate *owned,
              VanitySkinEstimate *both)
{
  double sum[3][3], inverse[3][3], gain[3][3] = { { 0 } };
  const float *from = (const float *)&owned->lab, *toward = (const float *)&photo->lab;
  float lab[3], total = 0;

  *both = *owned;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      sum[i][j] = photo->covariance[i][j] + owned->covariance[i][j];
  if (!invert ((const double (*)[3])sum, inverse))
    return;
  both->source = VANITY_SKIN_FROM_BOTH;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      for (int k = 0; k < 3; k++)
        gain[i][j] += owned->covariance[i][k] * inverse[k][j];
  for (int i = 0; i < 3; i++)
    {
      lab[i] = from[i];
      for (int j = 0; j < 3; j++)
        {
          lab[i] += (float)gain[i][j] * (toward[j] - from[j]);
          for (int k = 0; k < 3; k++)
            both->covariance[i][j] -= gain[i][k] * owned->covariance[k][j];
        }
    }
  both->lab = (VanityLab){ lab[0], lab[1], lab[2] };
  for (int u = 0; u < VANITY_N_UNDERTONES; u++)
    total += both->undertone[u] = owned->undertone[u] * MAX (photo->undertone[u], 0.02f);
  for (int u = 0; u < VANITY_N_UNDERTONES; u++)
    both->undertone[u] /= total;
}

void
vanity_person_estimate_skin (const VanityPerson *person, VanitySkinEstimate *estimate,
                             double *apart)
{
  VanitySkinEstimate photo = { 0 }, owned = { 0 };
  gboolean has_photo = person && person->skin_known && person->skin.known;
  gboolean has_owned = person && person->owned != NULL;

  memset (estimate, 0, sizeof *estimate);
  if (apart)
    *apart = NAN;
  if (has_photo)
    estimate_from_photo (&person->skin, &photo);
  if (has_owned)
    estimate_from_owned (person->owned, &owned);
  if (has_photo && has_owned)
    {
      put_together (&photo, &owned, estimate);
      if (apart)
        *apart = vanity_lab_delta_e2000 (photo.lab, owned.lab);
    }
  else if (has_photo || has_owned)
    *estimate = has_photo ? photo : owned;
  else
    return;
  estimate->undertone_sure = vanity_undertone_get_sureness (estimate->undertone);
}
