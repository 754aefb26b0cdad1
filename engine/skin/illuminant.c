#include "skin/illuminant.h"

#include "base/error.h"
#include "skin/exposure.h"
#include "skin/monochrome.h"
#include "skin/temperature.h"
#include "skin/white.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What is usual of an evidence under daylight, log₂, and how far one person's, or photo's, is from
 * another's. Measured on 208 portraits of the Face Research Lab London set, which were taken in one
 * studio light and balanced to grey: whites of eyes are a little pink, teeth yellowish. In all
 * kinds of photos eyes and teeth are 0.23 of red and 0.19 of blue apart (standard deviations), and
 * hardly agree with edges, which therefore count little. */
typedef struct
{
  unsigned bit;
  double red, blue;               /* usual */
  double red_spread, blue_spread; /* standard deviations */
} Usual;

static const Usual usual_eyes
    = { VANITY_LIGHT_EYE_WHITES, 0.16, -0.02, .red_spread = 0.14, .blue_spread = 0.11 };
static const Usual usual_teeth
    = { VANITY_LIGHT_TEETH, 0.20, -0.13, .red_spread = 0.18, .blue_spread = 0.09 };
static const Usual usual_edges
    = { VANITY_LIGHT_EDGES, 0.05, 0, .red_spread = 0.45, .blue_spread = 0.42 };

/* Whites are less red than the skin around, stops; where they are not, the eye is closed or what is
 * seen is no white. By so much the doubt grows. */
#define LESS_RED 0.25
#define LESS_RED_STEP 0.10
/* Behind glasses. */
#define GLASSES_DOUBT 2.0
/* Lights of photos as cameras have balanced them already: deviation, log₂, and how soon one that is
 * farther off is taken for what it is (degrees of freedom of Student's t). */
#define BALANCED 0.30
#define FREEDOM 3.0
/* The standard error that leaves half of the confidence. */
#define HALF_SURE 0.16
/* Evidences that are so many of their deviations apart disagree. */
#define APART 3.0
/* No skin is bluer than it is red, or as green, in any light one could take off again. */
#define LEAST_RED 0.05
#define MOST_RED 2.6
#define MOST_BLUE 0.5
#define MOST_LIGHT 2.2
#define ROUNDS 20

typedef struct
{
  double red, blue, red_variance, blue_variance;
} Evidence;

void
vanity_illuminant_init (VanityIlluminant *light)
{
  memset (light, 0, sizeof *light);
  for (int c = 0; c < 3; c++)
    light->rgb[c] = 1;
  light->spread = (float)BALANCED;
  light->exposure_spread = (float)VANITY_EXPOSURE_USUAL;
  vanity_temperature_find ((VanityRgb){ 1, 1, 1 }, &light->temperature, &light->tint);
}

static gboolean
check (const VanityImage *image, const VanityFace *face, const VanityTexture *texture,
       GError **error)
{
  gsize n = 4 * (gsize)texture->size * texture->size;
  int inside = 0;

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      const VanityPoint *point = &face->points[i];

      if (!isfinite (point->x) || !isfinite (point->y))
        {
          g_set_error (
              error, VANITY_ERROR, VANITY_ERROR_VALUE,
              _ ("Point %d of the face is not a number; light is estimated from faces alone."), i);
          return FALSE;
        }
      inside
          += point->x >= 0 && point->y >= 0 && point->x < image->width && point->y < image->height;
    }
  for (gsize i = 0; i < n; i++)
    if (!isfinite (i < n / 4 * 3 ? texture->rgb[i] : texture->visibility[i - n / 4 * 3]))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     _ ("Value %d of the face's texture is not a number."), (int)i);
        return FALSE;
      }
  if (inside == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("The face at %.0f, %.0f lies outside the photo of %d × %d pixels."),
                   (double)face->points[0].x, (double)face->points[0].y, image->width,
                   image->height);
      return FALSE;
    }
  return TRUE;
}

/* Log₂ of the skin's red ÷ green, blue ÷ green and luminance. */
static void
get_skin (const VanityTexture *texture, double skin[3])
{
  VanityRgb rgb = vanity_lab_to_linear (texture->skin);
  double green = MAX ((double)rgb.g, 1e-4);

  skin[0] = log2 (MAX ((double)rgb.r, 1e-4) / green);
  skin[1] = log2 (MAX ((double)rgb.b, 1e-4) / green);
  skin[2] = log2 (MAX (0.2126 * (double)rgb.r + 0.7152 * green + 0.0722 * (double)rgb.b, 1e-4));
}

/* How much the deviation of a white grows where it is hardly less red than the skin. No light
 * changes it. */
static double
get_doubt (const VanityWhite *white, const double skin[3])
{
  return 1 + exp (CLAMP ((white->red - skin[0] + LESS_RED) / LESS_RED_STEP, -20, 20));
}

static void
estimate_exposure (VanityIlluminant *light, const VanityImage *copy, double scale,
                   const VanityFace *face, const VanityTexture *texture, double skin)
{
  VanityExposure eyes, highlights, exposure;

  vanity_exposure_measure_eyes (face, texture, skin, &eyes);
  vanity_exposure_measure_highlights (copy, scale, face, texture, skin, &highlights);
  vanity_exposure_combine (&eyes, &highlights, texture->glasses, &exposure);
  light->exposure = (float)exposure.stops;
  light->exposure_spread = (float)exposure.spread;
}

/* The mean of the evidences by precision, under a prior that gives way to what lies far off. */
static double
weigh (const double *values, const double *variances, int n, double *variance)
{
  double mean = 0, precision = 0, sum = 0, prior = 1 / (BALANCED * BALANCED);

  for (int i = 0; i < n; i++)
    {
      sum += values[i] / variances[i];
      precision += 1 / variances[i];
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      prior = (FREEDOM + 1) / (FREEDOM * BALANCED * BALANCED + mean * mean);
      mean = sum / (precision + prior);
    }
  *variance = 1 / (precision + prior);
  return mean;
}

/* Puts the colour in; FALSE where no light that skin could be seen in sends it. */
static gboolean
set_colour (VanityIlluminant *light, double red, double blue, const double *skin)
{
  VanityRgb white = { (float)exp2 (red), 1, (float)exp2 (blue) };

  light->rgb[0] = white.r;
  light->rgb[1] = white.g;
  light->rgb[2] = white.b;
  vanity_temperature_find (white, &light->temperature, &light->tint);
  return hypot (red, blue) < MOST_LIGHT
         && (skin == NULL
             || (skin[0] - red > LEAST_RED && skin[0] - red < MOST_RED
                 && skin[1] - blue < MOST_BLUE));
}

static void
estimate_colour (VanityIlluminant *light, const Evidence *evidences, int n, const double *skin)
{
  double red[3], blue[3], red_variance[3], blue_variance[3], variance_red, variance_blue;
  double mean_red, mean_blue;

  for (int i = 0; i < n; i++)
    {
      red[i] = evidences[i].red;
      blue[i] = evidences[i].blue;
      red_variance[i] = evidences[i].red_variance;
      blue_variance[i] = evidences[i].blue_variance;
    }
  mean_red = weigh (red, red_variance, n, &variance_red);
  mean_blue = weigh (blue, blue_variance, n, &variance_blue);
  for (int i = 0; i < n; i++)
    {
      double apart = hypot ((red[i] - mean_red) / sqrt (red_variance[i]),
                            (blue[i] - mean_blue) / sqrt (blue_variance[i]));

      if (apart > APART)
        {
          light->evidence |= VANITY_LIGHT_UNEVEN;
          variance_red *= apart / APART * (apart / APART);
          variance_blue *= apart / APART * (apart / APART);
        }
    }
  light->spread = (float)sqrt ((variance_red + variance_blue) / 2);
  light->confidence
      = n == 0
            ? 0
            : (float)(1 / (1 + (double)(light->spread * light->spread) / (HALF_SURE * HALF_SURE)));
  if (!set_colour (light, mean_red, mean_blue, skin))
    {
      unsigned evidence = light->evidence | VANITY_LIGHT_COLOURED;

      vanity_illuminant_init (light);
      light->evidence = evidence;
    }
}

gboolean
vanity_illuminant_estimate (const VanityImage *image, const VanityFace *face,
                            const VanityTexture *texture, VanityIlluminant *light, GError **error)
{
  const Usual *const usual[] = { &usual_eyes, &usual_teeth, &usual_edges };
  VanityWhite whites[3];
  Evidence evidences[3];
  g_autoptr (VanityImage) copy = NULL;
  double skin[3], scale;
  int n = 0;

  vanity_illuminant_init (light);
  if (!check (image, face, texture, error))
    return FALSE;
  copy = vanity_image_new_preview (image, VANITY_WHITE_SIDE, &scale, error);
  if (copy == NULL)
    return FALSE;
  vanity_white_measure_edges (copy, &whites[2]);
  vanity_white_measure_eyes (face, texture, &whites[0]);
  vanity_white_measure_teeth (texture, &whites[1]);
  get_skin (texture, skin);
  for (int k = 0; k < 3; k++)
    {
      double doubt = 1;

      /* What is white is told by the skin beside it. */
      if (!whites[k].seen || (k < 2 && !texture->skin_known))
        continue;
      if (k < 2)
        doubt = get_doubt (&whites[k], skin) * (k == 0 && texture->glasses ? GLASSES_DOUBT : 1);
      if (doubt < 4)
        light->evidence |= usual[k]->bit;
      evidences[n++] = (Evidence){ whites[k].red - usual[k]->red, whites[k].blue - usual[k]->blue,
                                   doubt * doubt * usual[k]->red_spread * usual[k]->red_spread,
                                   doubt * doubt * usual[k]->blue_spread * usual[k]->blue_spread };
    }
  estimate_exposure (light, copy, scale, face, texture, skin[2]);
  if (vanity_texture_is_monochrome (texture))
    {
      light->evidence = VANITY_LIGHT_GREYSCALE;
      return TRUE;
    }
  estimate_colour (light, evidences, n, texture->skin_known ? skin : NULL);
  return TRUE;
}
