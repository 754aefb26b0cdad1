/* Concerns that are colour: redness, spots, pigment, dark circles. */
#include "skin/concern-paint.h"

#include "face/atlas-region.h"
#include "image/color.h"
#include "skin/signals.h"

#include <math.h>

/* Density of the strongest. */
#define REDNESS 1.05f
#define SPOTS 1.25f
#define BLOTCHES 0.9f
#define FRECKLES 0.9f
#define CIRCLES 1.55f
/* Of circles, the root of the mean square over the zone: those of one strength are as much to see,
 * be they small and deep or wide and pale, brown or blue. */
#define CIRCLES_AMOUNT 0.52f
#define CIRCLES_LUMINANCE 0.5f

/* Light that scatters back from the blood under thin skin: little red, more blue. */
static const float bluish[3] = { 0.72f, 0.66f, 0.40f };

/* Where a spot may be: some of any zone, as often as it is large. */
static gboolean
draw_place (const VanityConcernCanvas *canvas, double *u, double *v)
{
  int size = canvas->size;

  for (int tries = 0; tries < 200; tries++)
    {
      int x = (int)vanity_random_index (canvas->random, (guint64)size);
      int y = (int)vanity_random_index (canvas->random, (guint64)size), at = y * size + x;

      for (int zone = 0; zone < VANITY_ZONE_UNDER_EYES; zone++)
        if (vanity_zone_get_mask (canvas->atlas, (VanityZone)zone)[at] > 0.9f)
          {
            *u = (x + vanity_random_uniform (canvas->random)) / size;
            *v = (y + vanity_random_uniform (canvas->random)) / size;
            return TRUE;
          }
    }
  return FALSE;
}

/* A patch, not quite where it was asked for. */
static void
add_patch (const VanityConcernCanvas *canvas, float *field, double u, double v, double radius,
           double stretch)
{
  vanity_concern_stamp (canvas, field, u + vanity_concern_between (canvas->random, -0.03, 0.03),
                        v + vanity_concern_between (canvas->random, -0.03, 0.03),
                        radius * vanity_concern_between (canvas->random, 0.85, 1.15), stretch, 0.45,
                        (float)vanity_concern_between (canvas->random, 0.75, 1));
}

/* Lips, eyes, brows and what is outside of the face are left as they are. */
static void
keep_skin (const VanityConcernCanvas *canvas, float *field)
{
  const float *skin = vanity_atlas_get_region (canvas->atlas, VANITY_ATLAS_SKIN);

  for (int i = 0; i < canvas->size * canvas->size; i++)
    field[i] *= skin[i];
}

/* Makes a smooth field uneven: more and less of it, and holes. */
static void
roughen (const VanityConcernCanvas *canvas, float *field, double cells, float amount)
{
  g_autofree float *noise = vanity_concern_new_noise (canvas, cells);

  for (int i = 0; i < canvas->size * canvas->size; i++)
    field[i] *= CLAMP (1 + amount * noise[i], 0, 1.1f);
}

void
vanity_concern_paint_redness (const VanityConcernCanvas *canvas, float strength)
{
  g_autofree float *field = g_new0 (float, (gsize)canvas->size * canvas->size);
  VanityRandom *random = canvas->random;
  double grown = 0.85 + 0.3 * (double)strength;

  /* Cheeks first; the stronger it is, the further it goes. */
  for (int side = 0; side < 2; side++)
    add_patch (canvas, field, side == 0 ? 0.2 : 0.8, 0.57,
               grown * vanity_concern_between (random, 18, 28), 1);
  if (vanity_random_uniform (random) < 0.4 + 0.5 * (double)strength)
    add_patch (canvas, field, 0.5, 0.49, grown * vanity_concern_between (random, 10, 16), 1.2);
  if (vanity_random_uniform (random) < 0.2 + 0.4 * (double)strength)
    add_patch (canvas, field, 0.5, 0.91, grown * vanity_concern_between (random, 9, 15), 1.6);
  if (vanity_random_uniform (random) < 0.1 + 0.3 * (double)strength)
    add_patch (canvas, field, 0.5, 0.08, grown * vanity_concern_between (random, 9, 13), 2.5);
  keep_skin (canvas, field);
  roughen (canvas, field, vanity_concern_between (random, 8, 20), 0.3f);
  vanity_concern_stain (canvas, field, strength * REDNESS, vanity_haemoglobin);
  vanity_concern_tell (canvas, VANITY_CONCERN_REDNESS, field, strength);
}

/* A papule has a red halo and a light from the side; a mark is flat, red or brown. */
static void
add_spot (const VanityConcernCanvas *canvas, float *discs, float *halos, float *brown, float value)
{
  VanityRandom *random = canvas->random;
  double u, v, radius = vanity_concern_between (random, 1.4, 4);
  double stretch = vanity_concern_between (random, 0.8, 1.25);

  if (!draw_place (canvas, &u, &v))
    return;
  if (vanity_random_uniform (random) < 0.3)
    vanity_concern_stamp (canvas, brown, u, v, radius, stretch, 0.35, value);
  else
    {
      vanity_concern_stamp (canvas, discs, u, v, radius, stretch, 0.45, value);
      vanity_concern_stamp (canvas, halos, u, v, 1.9 * radius, stretch, 0.6, 0.3f * value);
    }
}

void
vanity_concern_paint_spots (const VanityConcernCanvas *canvas, float strength)
{
  int n = canvas->size * canvas->size;
  int count
      = 3 + (int)lround (26 * (double)strength * vanity_concern_between (canvas->random, 0.85, 1));
  g_autofree float *fields = g_new0 (float, 3 * (gsize)n);
  float *discs = fields, *halos = fields + n, *brown = fields + 2 * n;
  float contrast = 0.35f + 0.65f * strength;
  float dark[3];

  for (int k = 0; k < count; k++)
    add_spot (canvas, discs, halos, brown, (float)vanity_concern_between (canvas->random, 0.65, 1));
  for (int c = 0; c < 3; c++)
    dark[c] = 0.75f * vanity_haemoglobin[c] + 0.1f;
  vanity_concern_stain (canvas, halos, contrast * SPOTS, vanity_haemoglobin);
  vanity_concern_stain (canvas, discs, contrast * SPOTS, dark);
  vanity_concern_stain (canvas, brown, contrast * SPOTS, vanity_melanin);
  vanity_concern_tell (canvas, VANITY_CONCERN_SPOTS, discs, contrast);
  vanity_concern_tell (canvas, VANITY_CONCERN_SPOTS, brown, contrast);
  /* A raised one is lit on one side. */
  vanity_concern_blur (canvas, discs, 0.6);
  for (int y = 1; y < canvas->size; y++)
    for (int x = 0; x < canvas->size; x++)
      {
        int i = y * canvas->size + x;
        float slope = discs[i] - discs[i - canvas->size];

        if (slope != 0)
          for (int c = 0; c < 3; c++)
            canvas->rgb[c * n + i] *= expf (0.25f * contrast * CLAMP (slope, -0.5f, 0.5f));
      }
}

/* Many small brown ones on nose and cheeks; what is told is where they are dense. */
static void
paint_freckles (const VanityConcernCanvas *canvas, float strength)
{
  gsize n = (gsize)canvas->size * canvas->size;
  g_autofree float *field = g_new0 (float, n);
  g_autofree float *dense = NULL;
  VanityRandom *random = canvas->random;
  int count = 60 + (int)lround (120 * (double)strength * vanity_concern_between (random, 0.8, 1.2));

  for (int k = 0; k < count; k++)
    {
      double u = 0.5 + 0.17 * vanity_random_normal (random);
      double v = 0.50 + 0.06 * vanity_random_normal (random);

      vanity_concern_stamp (canvas, field, u, v, vanity_concern_between (random, 0.5, 1.3), 1, 0.5,
                            (float)vanity_concern_between (random, 0.5, 1));
    }
  keep_skin (canvas, field);
  dense = g_memdup2 (field, n * sizeof (float));
  vanity_concern_blur (canvas, dense, 4);
  for (gsize i = 0; i < n; i++)
    dense[i] = MIN (6 * dense[i], 1);
  vanity_concern_stain (canvas, field, strength * FRECKLES, vanity_melanin);
  vanity_concern_tell (canvas, VANITY_CONCERN_PIGMENT, dense, strength);
}

static void
paint_blotches (const VanityConcernCanvas *canvas, float strength)
{
  VanityRandom *random = canvas->random;
  g_autofree float *field
      = vanity_concern_new_noise (canvas, vanity_concern_between (random, 7, 18));
  g_autofree float *wide = vanity_concern_new_noise (canvas, 3);
  float threshold = 0.5f - 0.4f * strength + (float)vanity_concern_between (random, -0.04, 0.04);

  for (int i = 0; i < canvas->size * canvas->size; i++)
    {
      float t = CLAMP ((field[i] + 0.2f * wide[i] - threshold) / 0.35f, 0, 1);

      field[i] = t * t * (3 - 2 * t);
    }
  keep_skin (canvas, field);
  vanity_concern_stain (canvas, field, strength * BLOTCHES, vanity_melanin);
  vanity_concern_tell (canvas, VANITY_CONCERN_PIGMENT, field, strength);
}

void
vanity_concern_paint_pigment (const VanityConcernCanvas *canvas, float strength)
{
  paint_blotches (canvas, strength);
  if (vanity_random_uniform (canvas->random) < 0.35)
    paint_freckles (canvas, strength);
}

static void
even_out (const VanityConcernCanvas *canvas, const float *zone, float *field)
{
  int n = canvas->size * canvas->size;
  float squares = 0, area = 0, gain;

  for (int i = 0; i < n; i++)
    {
      squares += zone[i] * field[i] * field[i];
      area += zone[i];
    }
  if (!(squares > 0))
    return;
  gain = CLAMP (CIRCLES_AMOUNT / sqrtf (squares / area), 0.6f, 1.7f);
  for (int i = 0; i < n; i++)
    field[i] = MIN (gain * field[i], 1);
}

void
vanity_concern_paint_dark_circles (const VanityConcernCanvas *canvas, float strength)
{
  int size = canvas->size;
  const float *zone = vanity_zone_get_mask (canvas->atlas, VANITY_ZONE_UNDER_EYES);
  g_autofree float *field = g_new0 (float, (gsize)size *size);
  VanityRandom *random = canvas->random;
  float inner = (float)vanity_concern_between (random, 0.3, 1), brown, luminance;
  float depth = (float)vanity_concern_between (random, 0.45, 0.5), direction[3];

  /* From the inner corner outwards, fading towards the cheek. */
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      {
        float side = fabsf ((x + 0.5f) / size - 0.5f), low = depth - (y + 0.5f) / size;
        float across = 1 - inner * CLAMP ((side - 0.15f) / 0.22f, 0, 1);

        field[y * size + x] = zone[y * size + x] * across * CLAMP (low / 0.05f, 0, 1);
      }
  vanity_concern_blur (canvas, field, vanity_concern_between (random, 1.5, 3));
  keep_skin (canvas, field);
  roughen (canvas, field, 12, 0.15f);
  even_out (canvas, zone, field);
  brown = (float)vanity_random_uniform (random);
  for (int c = 0; c < 3; c++)
    direction[c] = brown * vanity_melanin[c] + (1 - brown) * bluish[c];
  luminance = vanity_luminance (direction[0], direction[1], direction[2]);
  vanity_concern_stain (canvas, field, strength * CIRCLES * CIRCLES_LUMINANCE / luminance,
                        direction);
  vanity_concern_tell (canvas, VANITY_CONCERN_DARK_CIRCLES, field, strength);
}
