#include "skin/tone.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "skin/normal.h"
#include "skin/robust.h"
#include "skin/white.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SEEN 0.5f
#define BARE 0.9f
#define BLOWN 0.98f
#define BLACK 0.001f
/* Of the bare skin by luminance: what is left out for shadow, and for shine. */
#define SHADOW 0.15
#define SHINE 0.90
/* Texels at 256² that tell a colour. */
#define LEAST 400
/* That are enough. */
#define MOST 4000
/* A face is no even patch: the colour of its skin is taken to be known from so many of them. */
#define PATCHES 8
/* What a camera makes of one skin, that no light explains: deviation of L*, a*, b*. */
#define CAMERA_L 2.0
#define CAMERA_A 1.5
#define CAMERA_B 2.0
/* How much larger they are where all of it is blown out. */
#define CLIPPED 3.0
/* Steps for derivatives, log₂. */
#define STEP 0.05
#define POINTS 256

static const char *const ids[VANITY_N_ITA_CLASSES] = { [VANITY_ITA_VERY_LIGHT] = "very-light",
                                                       [VANITY_ITA_LIGHT] = "light",
                                                       [VANITY_ITA_INTERMEDIATE] = "intermediate",
                                                       [VANITY_ITA_TAN] = "tan",
                                                       [VANITY_ITA_BROWN] = "brown",
                                                       [VANITY_ITA_DARK] = "dark" };

static const char *const labels[VANITY_N_ITA_CLASSES]
    = { [VANITY_ITA_VERY_LIGHT] = N_ ("Very light"),
        [VANITY_ITA_LIGHT] = N_ ("Light"),
        [VANITY_ITA_INTERMEDIATE] = N_ ("Intermediate"),
        [VANITY_ITA_TAN] = N_ ("Tan"),
        [VANITY_ITA_BROWN] = N_ ("Brown"),
        [VANITY_ITA_DARK] = N_ ("Dark") };

static const double borders[VANITY_N_ITA_CLASSES - 1] = { 55, 41, 28, 10, -30 };

VanityItaClass
vanity_ita_class_find (double ita)
{
  int k = 0;

  while (k < VANITY_N_ITA_CLASSES - 1 && !(ita > borders[k]))
    k++;
  return (VanityItaClass)k;
}

const char *
vanity_ita_class_get_id (VanityItaClass ita_class)
{
  g_return_val_if_fail ((int)ita_class >= 0 && ita_class < VANITY_N_ITA_CLASSES, NULL);
  return ids[ita_class];
}

const char *
vanity_ita_class_get_label (VanityItaClass ita_class)
{
  g_return_val_if_fail ((int)ita_class >= 0 && ita_class < VANITY_N_ITA_CLASSES, NULL);
  return _ (labels[ita_class]);
}

void
vanity_monk_integrate (VanityLab lab, const double covariance[3][3],
                       float probability[VANITY_SKIN_TONES])
{
  double lower[3][3];

  vanity_cholesky (covariance, lower);
  memset (probability, 0, VANITY_SKIN_TONES * sizeof *probability);
  for (int k = 0; k < POINTS; k++)
    {
      double z[3], d[3];

      vanity_normal_draw (k / 2, z);
      for (int i = 0; i < 3; i++)
        {
          d[i] = 0;
          for (int j = 0; j <= i; j++)
            d[i] += lower[i][j] * (k % 2 ? -z[j] : z[j]);
        }
      VanityLab here
          = { CLAMP (lab.L + (float)d[0], 0, 100), lab.a + (float)d[1], lab.b + (float)d[2] };
      probability[vanity_skin_tone_find (here, NULL) - 1] += 1.0f / POINTS;
    }
}

/* Gathers bare skin between shadow and shine, evenly where there is much; returns how many. `all`
 * gets how many there are, `blown` which part of them has a channel at the end of its range: they
 * stay in, for without them the rest of the face would be called darker than it is. */
static int
gather (const VanityTexture *texture, const VanityAtlas *atlas, VanityLab *labs, int *all,
        double *blown)
{
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE), *rgb = texture->rgb;
  int n = texture->size * texture->size, count = 0, step, clipped = 0;
  g_autofree int *texels = g_new (int, n);

  for (int i = 0; i < n; i++)
    if (bare[i] > BARE && texture->visibility[i] > SEEN && rgb[n + i] > BLACK)
      texels[count++] = i;
  count = vanity_white_keep (rgb, n, texels, count, vanity_white_get_luminance, SHADOW, SHINE);
  step = count / MOST + 1;
  for (int k = 0; k < count / step; k++)
    {
      int i = texels[k * step];

      labs[k] = vanity_lab_from_linear ((VanityRgb){ rgb[i], rgb[n + i], rgb[2 * n + i] });
      clipped += rgb[i] > BLOWN || rgb[n + i] > BLOWN || rgb[2 * n + i] > BLOWN;
    }
  *blown = clipped / (double)MAX (count / step, 1);
  *all = count;
  return count / step;
}

static void
get_difference (VanityLab one, VanityLab other, double by, double d[3])
{
  d[0] = (double)(one.L - other.L) / by;
  d[1] = (double)(one.a - other.a) / by;
  d[2] = (double)(one.b - other.b) / by;
}

/* Adds what the light's own uncertainty does to the colour. */
static void
add_light (const VanityIlluminant *light, VanityLab seen, double covariance[3][3])
{
  VanityLab here = vanity_illuminant_correct (light, seen, 1);

  for (int k = 0; k < 3; k++)
    {
      VanityIlluminant moved = *light;
      double spread = k < 2 ? (double)light->spread : (double)light->exposure_spread, d[3];

      if (k < 2)
        moved.rgb[2 * k] *= (float)exp2 (STEP);
      else
        moved.exposure += (float)STEP;
      get_difference (vanity_illuminant_correct (&moved, seen, 1), here, STEP, d);
      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
          covariance[i][j] += spread * spread * d[i] * d[j];
    }
}

static gboolean
check (const VanityTexture *texture, const VanityIlluminant *light, const VanityColorNudge *nudge,
       GError **error)
{
  gsize n = (gsize)texture->size * texture->size;
  const char *wrong = NULL;

  if (!isfinite (light->rgb[0]) || !isfinite (light->rgb[1]) || !isfinite (light->rgb[2])
      || !(light->rgb[0] > 0) || !(light->rgb[1] > 0) || !(light->rgb[2] > 0)
      || !isfinite (light->exposure) || !isfinite (light->spread)
      || !isfinite (light->exposure_spread))
    wrong = N_ ("The light on a skin holds a value that is not a number, or no light.");
  if (nudge != NULL
      && (!isfinite (nudge->lighter) || !isfinite (nudge->warmer) || !isfinite (nudge->muted)))
    wrong = N_ ("The correction of a skin colour holds a value that is not a number.");
  for (gsize i = 0; i < n && wrong == NULL; i++)
    if (!isfinite (texture->rgb[i]) || !isfinite (texture->rgb[n + i])
        || !isfinite (texture->rgb[2 * n + i]) || !isfinite (texture->visibility[i]))
      wrong = N_ ("The texture of a skin holds a value that is not a number.");
  if (wrong != NULL)
    g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ (wrong));
  return wrong == NULL;
}

/* Names for a colour and its uncertainty. */
static void
name (VanitySkinColor *color)
{
  double covariance[3][3];
  double nearest = INFINITY, second = INFINITY, dL, db, square;

  color->ita = vanity_skin_get_typology_angle (color->lab);
  color->ita_class = vanity_ita_class_find (color->ita);
  color->fitzpatrick = 1 + (int)color->ita_class;
  dL = (double)color->lab.L - 50;
  square = MAX (dL * dL + (double)(color->lab.b * color->lab.b), 1);
  db = -dL / square;
  dL = (double)color->lab.b / square;
  color->ita_spread = MIN (
      180 / G_PI
          * sqrt (MAX (dL * dL * color->covariance[0][0] + 2 * dL * db * color->covariance[0][2]
                           + db * db * color->covariance[2][2],
                       0)),
      90);
  color->ita_known
      = color->blown <= VANITY_ITA_MOST_BLOWN && color->ita_spread <= VANITY_ITA_MOST_SPREAD;
  color->seen_ita = vanity_skin_get_typology_angle (color->seen);
  color->seen_monk = vanity_skin_tone_find (color->seen, NULL);
  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      double here = vanity_lab_delta_e2000 (color->lab, vanity_skin_tone_get_lab (tone));

      if (here < nearest)
        {
          second = nearest;
          color->monk_second = color->monk;
          nearest = here;
          color->monk = tone;
        }
      else if (here < second)
        {
          second = here;
          color->monk_second = tone;
        }
    }
  color->monk_distance = nearest;
  /* Out of the struct: GCC 12 takes the first row for all of it, under the sanitizers. */
  memcpy (covariance, color->covariance, sizeof covariance);
  vanity_monk_integrate (color->lab, covariance, color->monk_probability);
  vanity_undertone_judge (color->lab, covariance, color->undertone);
  color->undertone_sure = vanity_undertone_get_sureness (color->undertone);
}

gboolean
vanity_skin_color_measure (const VanityTexture *texture, const VanityIlluminant *light,
                           const VanityColorNudge *nudge, VanitySkinColor *color, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, error);
  g_autofree VanityLab *labs = NULL;
  VanityColorCloud cloud;
  double blown, camera;
  int n = texture->size * texture->size, count, all;

  memset (color, 0, sizeof *color);
  if (atlas == NULL || !check (texture, light, nudge, error))
    return FALSE;
  labs = g_new (VanityLab, n);
  count = gather (texture, atlas, labs, &all, &blown);
  if ((light->evidence & VANITY_LIGHT_GREYSCALE) || (double)all < LEAST * (n / 65536.0)
      || !vanity_color_cloud_measure (labs, count, &cloud))
    return TRUE;
  color->known = TRUE;
  color->texels = all;
  color->seen = (VanityLab){ (float)cloud.mean[0], (float)cloud.mean[1], (float)cloud.mean[2] };
  color->lab = vanity_color_nudge_apply (nudge, vanity_illuminant_correct (light, color->seen, 1));
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      color->covariance[i][j] = cloud.covariance[i][j] / PATCHES;
  color->blown = (float)blown;
  camera = 1 + CLIPPED * blown;
  color->covariance[0][0] += camera * camera * CAMERA_L * CAMERA_L;
  color->covariance[1][1] += camera * camera * CAMERA_A * CAMERA_A;
  color->covariance[2][2] += camera * camera * CAMERA_B * CAMERA_B;
  add_light (light, color->seen, color->covariance);
  name (color);
  return TRUE;
}

const char *
vanity_skin_color_get_ita_why (const VanitySkinColor *color)
{
  if (!color->known || color->ita_known)
    return NULL;
  return color->blown > VANITY_ITA_MOST_BLOWN
             ? _ ("So much of the skin is blown out that its typology angle cannot be told.")
             : _ ("The skin's colour is not sure enough in this light to tell its typology angle.");
}

void
vanity_skin_color_get_ellipse (const VanitySkinColor *color, double axes[2], double *angle)
{
  /* 95 % of a Gaussian in the plane lies within √5.991 of its deviations. */
  double aa = color->covariance[1][1], bb = color->covariance[2][2], ab = color->covariance[1][2];
  double middle = (aa + bb) / 2, half = hypot ((aa - bb) / 2, ab);

  axes[0] = sqrt (5.991 * MAX (middle + half, 0));
  axes[1] = sqrt (5.991 * MAX (middle - half, 0));
  *angle = atan2 (2 * ab, aa - bb) / 2 * 180 / G_PI;
}
