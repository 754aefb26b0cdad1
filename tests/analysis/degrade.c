#include "degrade.h"

#include "base/random.h"
#include "face/mesh.h"
#include "image/color.h"

#include <math.h>
#include <string.h>

/* A photo as three planes, linear or encoded. */
typedef struct
{
  int width, height;
  float *planes;
} Planes;

static gsize
get_area (const Planes *self)
{
  return (gsize)self->width * (gsize)self->height;
}

static Planes
read_photo (const VanityImage *photo)
{
  Planes self = { photo->width, photo->height, NULL };
  gsize n = get_area (&self);

  self.planes = g_new (float, 3 * n);
  for (int y = 0; y < photo->height; y++)
    {
      float *row = self.planes + (gsize)y * (gsize)photo->width;

      vanity_color_space_decode (photo->space, photo->depth, vanity_image_row (photo, y), row,
                                 row + n, row + 2 * n, photo->width);
    }
  return self;
}

static VanityImage *
write_photo (Planes *self)
{
  VanityImage *photo
      = vanity_image_new (self->width, self->height, 8, vanity_color_space_get_srgb (), NULL);
  gsize n = get_area (self);

  for (gsize i = 0; i < 3 * n; i++)
    self->planes[i] = CLAMP (self->planes[i], 0, 1);
  for (int y = 0; y < self->height; y++)
    {
      const float *row = self->planes + (gsize)y * (gsize)self->width;
      guint8 *pixels = vanity_image_row (photo, y);

      memset (pixels, 255, 4 * (gsize)self->width);
      vanity_color_space_encode (photo->space, 8, row, row + n, row + 2 * n, pixels, self->width);
    }
  g_clear_pointer (&self->planes, g_free);
  return photo;
}

/* ---- Light ---- */

static void
light (Planes *self, float r, float g, float b)
{
  const float gain[] = { r, g, b };
  gsize n = get_area (self);

  for (int c = 0; c < 3; c++)
    for (gsize i = 0; i < n; i++)
      self->planes[(gsize)c * n + i] *= gain[c];
}

/* Of what a well lit white sends `read` is what the sensor adds by itself, `shot` what light does.
 */
static void
add_noise (Planes *self, double read, double shot)
{
  VanityRandom random;
  gsize n = 3 * get_area (self);

  vanity_random_init (&random, 3);
  for (gsize i = 0; i < n; i++)
    {
      double deviation = sqrt (read * read + shot * shot * MAX ((double)self->planes[i], 0));

      self->planes[i] += (float)(deviation * vanity_random_normal (&random));
    }
}

static void
take_colours (Planes *self)
{
  gsize n = get_area (self);

  for (gsize i = 0; i < n; i++)
    {
      float y = 0.2126f * self->planes[i] + 0.7152f * self->planes[n + i]
                + 0.0722f * self->planes[2 * n + i];

      for (int c = 0; c < 3; c++)
        self->planes[(gsize)c * n + i] = y;
    }
}

/* ---- Focus ---- */

static void
blur (Planes *self, double deviation)
{
  int reach = (int)ceil (3 * deviation), w = self->width, h = self->height;
  gsize n = get_area (self);
  g_autofree float *taps = g_new (float, 2 * reach + 1);
  g_autofree float *row = g_new (float, n);
  float sum = 0;

  for (int k = -reach; k <= reach; k++)
    sum += taps[k + reach] = (float)exp (-0.5 * k * k / (deviation * deviation));
  for (int c = 0; c < 3; c++)
    {
      float *plane = self->planes + (gsize)c * n;

      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
          {
            float value = 0;

            for (int k = -reach; k <= reach; k++)
              value += taps[k + reach] * plane[y * w + CLAMP (x + k, 0, w - 1)];
            row[y * w + x] = value / sum;
          }
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
          {
            float value = 0;

            for (int k = -reach; k <= reach; k++)
              value += taps[k + reach] * row[CLAMP (y + k, 0, h - 1) * w + x];
            plane[y * w + x] = value / sum;
          }
    }
}

/* ---- Filters ---- */

static void
encode (Planes *self)
{
  for (gsize i = 0; i < 3 * get_area (self); i++)
    self->planes[i] = vanity_srgb_from_linear (CLAMP (self->planes[i], 0, 1));
}

static void
decode (Planes *self)
{
  for (gsize i = 0; i < 3 * get_area (self); i++)
    self->planes[i] = vanity_srgb_to_linear (self->planes[i]);
}

/* Tomasi and Manduchi, Bilateral filtering for gray and color images, 1998; on encoded values,
 * every other tap where it reaches far. */
static void
filter (Planes *self, int reach, float range, float amount)
{
  int w = self->width, h = self->height, step = MAX (reach / 3, 1);
  gsize n = get_area (self);
  g_autofree float *out = g_new (float, 3 * n);
  const float *in = self->planes;

  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      {
        gsize at = (gsize)y * (gsize)w + (gsize)x;
        float sum[3] = { 0 }, weight = 0;

        for (int dy = -reach; dy <= reach; dy += step)
          for (int dx = -reach; dx <= reach; dx += step)
            {
              gsize i
                  = (gsize)CLAMP (y + dy, 0, h - 1) * (gsize)w + (gsize)CLAMP (x + dx, 0, w - 1);
              float far = 0, near = (float)(dx * dx + dy * dy) / (float)(reach * reach);
              float part;

              for (int c = 0; c < 3; c++)
                far += (in[(gsize)c * n + i] - in[(gsize)c * n + at])
                       * (in[(gsize)c * n + i] - in[(gsize)c * n + at]);
              part = expf (-2 * near - far / (2 * range * range));
              weight += part;
              for (int c = 0; c < 3; c++)
                sum[c] += part * in[(gsize)c * n + i];
            }
        for (int c = 0; c < 3; c++)
          out[(gsize)c * n + at]
              = in[(gsize)c * n + at] + amount * (sum[c] / weight - in[(gsize)c * n + at]);
      }
  memcpy (self->planes, out, sizeof (float) * 3 * n);
}

static float
get_lightness (const Planes *self, gsize i)
{
  gsize n = get_area (self);

  return 0.299f * self->planes[i] + 0.587f * self->planes[n + i] + 0.114f * self->planes[2 * n + i];
}

static void
quantise (Planes *self, int steps)
{
  for (gsize i = 0; i < 3 * get_area (self); i++)
    self->planes[i] = roundf (self->planes[i] * (float)steps) / (float)steps;
}

/* Tones in steps, lines where lightness changes. */
static void
draw_cartoon (Planes *self, int reach)
{
  int w = self->width, h = self->height;
  gsize n = get_area (self);
  g_autofree float *ink = g_new0 (float, n);

  for (int i = 0; i < 3; i++)
    filter (self, reach, 0.1f, 1);
  for (int y = 1; y < h - 1; y++)
    for (int x = 1; x < w - 1; x++)
      {
        gsize i = (gsize)y * (gsize)w + (gsize)x;
        float edge
            = hypotf (get_lightness (self, i + 1) - get_lightness (self, i - 1),
                      get_lightness (self, i + (gsize)w) - get_lightness (self, i - (gsize)w));

        ink[i] = CLAMP ((edge - 0.06f) / 0.1f, 0, 1);
      }
  for (gsize i = 0; i < n; i++)
    {
      float was = get_lightness (self, i);
      float now = roundf (was * 7) / 7 * (1 - ink[i]);

      for (int c = 0; c < 3; c++)
        self->planes[(gsize)c * n + i] *= now / MAX (was, 1e-3f);
    }
}

/* Kuwahara et al., Processing of RI-angiocardiographic images, 1976: of four squares around, the
 * mean of the evenest. */
static void
paint_oil (Planes *self, int reach)
{
  int w = self->width, h = self->height;
  gsize n = get_area (self);
  g_autofree float *out = g_new (float, 3 * n);

  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      {
        float best = INFINITY;

        for (int q = 0; q < 4; q++)
          {
            float sum[3] = { 0 }, light_sum = 0, squares = 0, count = 0;

            for (int dy = 0; dy <= reach; dy++)
              for (int dx = 0; dx <= reach; dx++)
                {
                  gsize i = (gsize)CLAMP (y + (q / 2 ? dy : -dy), 0, h - 1) * (gsize)w
                            + (gsize)CLAMP (x + (q % 2 ? dx : -dx), 0, w - 1);
                  float l = get_lightness (self, i);

                  for (int c = 0; c < 3; c++)
                    sum[c] += self->planes[(gsize)c * n + i];
                  light_sum += l;
                  squares += l * l;
                  count++;
                }
            squares = squares / count - light_sum / count * light_sum / count;
            if (squares >= best)
              continue;
            best = squares;
            for (int c = 0; c < 3; c++)
              out[(gsize)c * n + (gsize)y * (gsize)w + (gsize)x] = sum[c] / count;
          }
      }
  memcpy (self->planes, out, sizeof (float) * 3 * n);
}

/* ---- Covers ---- */

static gboolean
is_inside (const VanityPoint *corners, int n, double x, double y)
{
  gboolean inside = FALSE;

  for (int i = 0, k = n - 1; i < n; k = i++)
    if (((double)corners[i].y > y) != ((double)corners[k].y > y)
        && x < ((double)corners[k].x - corners[i].x) * (y - corners[i].y)
                       / ((double)corners[k].y - corners[i].y)
                   + corners[i].x)
      inside = !inside;
  return inside;
}

static void
cover (Planes *self, const VanityPoint *corners, int n_corners, const float rgb[3])
{
  gsize n = get_area (self);

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        gsize i = (gsize)y * (gsize)self->width + (gsize)x;
        /* Folds. */
        float shade = 1 - 0.15f * (float)(0.5 + 0.5 * sin (y * 0.15));

        if (is_inside (corners, n_corners, x + 0.5, y + 0.5))
          for (int c = 0; c < 3; c++)
            self->planes[(gsize)c * n + i] = rgb[c] * shade;
      }
}

static void
cover_mouth (Planes *self, const VanityFace *face, const float rgb[3])
{
  static const int outline[]
      = { 197, 349, 345, 454, 361, 397, 379, 377, 152, 148, 150, 172, 132, 234, 116, 120 };
  VanityPoint corners[G_N_ELEMENTS (outline)];

  for (gsize i = 0; i < G_N_ELEMENTS (outline); i++)
    corners[i] = face->points[outline[i]];
  cover (self, corners, G_N_ELEMENTS (outline), rgb);
}

static void
cover_eyes (Planes *self, const VanityFace *face)
{
  static const float black[] = { 0.01f, 0.01f, 0.012f };
  static const int ends[2][2] = { { 33, 133 }, { 362, 263 } };

  for (int eye = 0; eye < 2; eye++)
    {
      const VanityPoint *a = &face->points[ends[eye][0]], *b = &face->points[ends[eye][1]];
      double width = hypot ((double)b->x - a->x, (double)b->y - a->y);
      VanityPoint corners[24];

      for (int i = 0; i < 24; i++)
        corners[i] = (VanityPoint){
          (float)((a->x + b->x) / 2 + 0.95 * width * cos (i * G_PI / 12)),
          (float)((a->y + b->y) / 2 + 0.1 * width + 0.7 * width * sin (i * G_PI / 12)), 0
        };
      cover (self, corners, 24, black);
    }
}

/* ---- All of them ---- */

static VanityImage *
shrink (const VanityImage *photo, VanityFace *face, double wanted)
{
  double scale = 1;
  VanityImage *small = vanity_image_new_preview (
      photo, (int)(wanted * MAX (photo->width, photo->height)), &scale, NULL);

  vanity_face_scale (face, scale);
  return small;
}

VanityImage *
degrade_photo (const VanityImage *photo, VanityFace *face, Degrade kind)
{
  static const float blue_cloth[] = { 0.35f, 0.5f, 0.62f }, black_cloth[] = { 0.02f, 0.02f, 0.02f };
  double width = (double)vanity_face_get_width (face);
  int reach = MAX ((int)(width / 40), 2);
  gboolean encoded = kind >= DEGRADE_FILTER && kind <= DEGRADE_POSTER;
  Planes self;

  if (kind == DEGRADE_HALF || kind == DEGRADE_SMALL)
    return shrink (photo, face, kind == DEGRADE_HALF ? 0.5 : MIN (60 / width, 1));
  self = read_photo (photo);
  if (encoded)
    encode (&self);
  switch (kind)
    {
    case DEGRADE_NOISE:
      add_noise (&self, 0.004, 0.04);
      break;
    case DEGRADE_SOFT:
      blur (&self, 0.01 * width);
      break;
    case DEGRADE_BLUR:
      blur (&self, 0.04 * width);
      break;
    case DEGRADE_DARK:
      light (&self, 1 / 32.0f, 1 / 32.0f, 1 / 32.0f);
      add_noise (&self, 0.001, 0.01);
      break;
    case DEGRADE_BRIGHT:
      light (&self, 8, 8, 8);
      break;
    case DEGRADE_RED:
      light (&self, 1.1f, 0.15f, 0.1f);
      break;
    case DEGRADE_GREEN:
      light (&self, 0.25f, 1.1f, 0.25f);
      break;
    case DEGRADE_BLUE:
      light (&self, 0.15f, 0.3f, 1.5f);
      break;
    case DEGRADE_PURPLE:
      light (&self, 0.7f, 0.15f, 1.2f);
      break;
    case DEGRADE_GREY:
      take_colours (&self);
      break;
    case DEGRADE_FILTER:
      filter (&self, reach, 0.07f, 1);
      break;
    case DEGRADE_LIGHT_FILTER:
      filter (&self, reach, 0.06f, 0.6f);
      break;
    case DEGRADE_CARTOON:
      draw_cartoon (&self, reach);
      break;
    case DEGRADE_OIL:
      paint_oil (&self, reach);
      break;
    case DEGRADE_POSTER:
      quantise (&self, 5);
      break;
    case DEGRADE_MASK:
      cover_mouth (&self, face, blue_cloth);
      break;
    case DEGRADE_BLACK_MASK:
      cover_mouth (&self, face, black_cloth);
      break;
    case DEGRADE_SHADES:
      cover_eyes (&self, face);
      break;
    case DEGRADE_NONE:
    case DEGRADE_HALF:
    case DEGRADE_SMALL:
    case DEGRADE_N_KINDS:
      break;
    }
  if (encoded)
    decode (&self);
  return write_photo (&self);
}

const char *
degrade_get_id (Degrade kind)
{
  static const char *const ids[DEGRADE_N_KINDS]
      = { "none",         "noise",   "half",  "soft",   "blur",   "small",      "dark",
          "bright",       "red",     "green", "blue",   "purple", "grey",       "filter",
          "light-filter", "cartoon", "oil",   "poster", "mask",   "black-mask", "shades" };

  return ids[kind];
}
