/* A sheet on another frame. */
#include "live/sheet.h"

#include "base/parallel.h"
#include "face/raster.h"
#include "image/clones.h"
#include "image/color.h"
#include "live/gaze.h"
#include "live/mouth.h"

#include <math.h>
#include <string.h>

#define MAX_SHEETS 4
/* What is so many times as bright or dark as anything was is partly something else, and from the
 * second on wholly. */
#define OTHER 1.6f
#define WHOLLY_OTHER 2.6f
#define DARK 4e-3f

/* What sheets do to a row of pixels. */
typedef struct
{
  float *scale, *film; /* three a pixel */
  float *least, *most; /* the luminance that should be there, times … */
  float *weight;       /* … how much of the sheets is there */
} Row;

/* Over one triangle: where a pixel at (x, y) was when the sheet was made, in pixels of its numbers,
 * and the gain of the light since; each a[0]·x + a[1]·y + a[2]. */
typedef struct
{
  float x[3], y[3], gain[3][3];
} Place;

typedef struct
{
  const VanitySheet *sheet;
  float weight;
  Place *places; /* VANITY_NET_TRIANGLES */
  VanityMouth mouth;
} Worn;

typedef struct
{
  Worn worn[MAX_SHEETS];
  int n_worn;
  const VanityNetMap *map;
  VanityImage *frame;
} Laying;

/* Of a sheet that moves with the irises: nothing but what lies between the lids. */
static void
find_iris_place (const VanitySheet *sheet, const VanityNet *net, int triangle, Place *place)
{
  int eye = vanity_gaze_get_eye (triangle);
  double m[6] = { 0 };

  if (eye >= 0)
    vanity_gaze_get_way (&sheet->net, net, eye, m);
  for (int c = 0; c < 3; c++)
    {
      place->x[c] = (float)m[c];
      place->y[c] = (float)m[3 + c];
    }
  place->x[2] -= (float)sheet->rect.x + 0.5f;
  place->y[2] -= (float)sheet->rect.y + 0.5f;
  if (eye < 0)
    place->x[2] = place->y[2] = -1;
}

static void
find_places (Worn *worn, const guint16 (*triangles)[3], const VanityNet *net,
             const VanityLitSkin *skin)
{
  const VanitySheet *sheet = worn->sheet;
  float gain[VANITY_FACE_MESH_POINTS][3];
  double to_then[3][3];

  worn->places = g_new0 (Place, VANITY_NET_TRIANGLES);
  vanity_lighting_compare (&sheet->skin, skin, gain);
  vanity_mouth_measure (&worn->mouth, sheet->net.points, net->points);
  for (int t = 0; t < VANITY_NET_TRIANGLES; t++)
    {
      const guint16 *index = triangles[t];
      double corner[3][2], area;
      Place *place = &worn->places[t];

      for (int k = 0; k < 3; k++)
        {
          corner[k][0] = (double)net->points[index[k]].x;
          corner[k][1] = (double)net->points[index[k]].y;
        }
      if (!vanity_triangle_weights (corner[0], corner[1], corner[2], to_then, &area))
        continue;
      for (int k = 0; k < 3; k++)
        {
          /* The rim is lit as the outline. */
          int i = index[k] < VANITY_FACE_MESH_POINTS ? index[k] : index[0];

          for (int c = 0; c < 3; c++)
            {
              float w = (float)to_then[k][c];

              place->x[c] += w * (sheet->net.points[index[k]].x - (float)sheet->rect.x - 0.5f);
              place->y[c] += w * (sheet->net.points[index[k]].y - (float)sheet->rect.y - 0.5f);
              for (int channel = 0; channel < 3; channel++)
                place->gain[channel][c] += w * gain[i][channel];
            }
        }
      if (sheet->of_irises)
        find_iris_place (sheet, net, t, place);
    }
}

/* Adds what the sheet does to pixel `at` of the row, (x, y) its middle. */
static inline gboolean
add_pixel (const Worn *worn, int triangle, float x, float y, const Row *to, int at)
{
  const VanitySheet *sheet = worn->sheet;
  const Place *place = &worn->places[triangle];
  float u = place->x[0] * x + place->x[1] * y + place->x[2];
  float v = place->y[0] * x + place->y[1] * y + place->y[2];
  float weight = worn->weight;

  if (worn->mouth.wider && vanity_mouth_has_triangle (triangle))
    {
      double then_x, then_y;

      weight *= (float)vanity_mouth_find (&worn->mouth, (double)x, (double)y, &then_x, &then_y);
      u = (float)then_x - (float)sheet->rect.x - 0.5f;
      v = (float)then_y - (float)sheet->rect.y - 0.5f;
    }
  if (!(u >= 0 && v >= 0 && u < (float)(sheet->rect.width - 1)
        && v < (float)(sheet->rect.height - 1) && weight > 0))
    return FALSE;
  int i = (int)u, j = (int)v;
  if (!sheet->used[j / VANITY_SHEET_BLOCK * sheet->blocks + i / VANITY_SHEET_BLOCK])
    return FALSE;
  float a = u - (float)i, b = v - (float)j;
  const float *above
      = sheet->numbers + ((gsize)j * (gsize)sheet->rect.width + (gsize)i) * VANITY_SHEET_NUMBERS;
  const float *below = above + (gsize)sheet->rect.width * VANITY_SHEET_NUMBERS;
  float w[4]
      = { (1 - a) * (1 - b) * weight, a * (1 - b) * weight, (1 - a) * b * weight, a * b * weight };
  float sum[VANITY_SHEET_NUMBERS];

  for (int k = 0; k < VANITY_SHEET_NUMBERS; k++)
    sum[k] = w[0] * above[k] + w[1] * above[VANITY_SHEET_NUMBERS + k] + w[2] * below[k]
             + w[3] * below[VANITY_SHEET_NUMBERS + k];
  if (sum[0] == 0 && sum[1] == 0 && sum[2] == 0 && sum[3] == 0 && sum[4] == 0 && sum[5] == 0)
    return FALSE;
  float gains = 0;
  for (int c = 0; c < 3; c++)
    {
      float gain = place->gain[c][0] * x + place->gain[c][1] * y + place->gain[c][2];

      to->scale[3 * at + c] += sum[VANITY_SHEET_SCALE + c];
      to->film[3 * at + c] += gain * sum[VANITY_SHEET_FILM + c];
      gains += gain / 3;
    }
  to->least[at] += gains * sum[VANITY_SHEET_LEAST];
  to->most[at] += gains * sum[VANITY_SHEET_MOST];
  to->weight[at] += weight;
  return TRUE;
}

VANITY_CLONES static void
add_row (const Laying *laying, int row, const Row *to, int *first, int *last)
{
  const VanityRect *rect = &laying->map->rect;
  const gint16 *triangle = laying->map->triangle + (gsize)row * (gsize)rect->width;
  float y = (float)(rect->y + row) + 0.5f;

  *first = rect->width;
  *last = 0;
  for (int i = 0; i < rect->width; i++)
    {
      gboolean any = FALSE;

      if (triangle[i] < 0)
        continue;
      for (int s = 0; s < laying->n_worn; s++)
        any |= add_pixel (&laying->worn[s], triangle[i], (float)(rect->x + i) + 0.5f, y, to, i);
      if (!any)
        continue;
      *first = MIN (*first, i);
      *last = i + 1;
    }
}

/* Three planes of n pixels, the row's pixels from `first` on. */
VANITY_CLONES static void
apply (float *restrict planes, const Row *row, int first, int n)
{
  const float *restrict scale = row->scale + 3 * first, *restrict film = row->film + 3 * first;
  const float *restrict least = row->least + first, *restrict most = row->most + first;
  const float *restrict weight = row->weight + first;
  float *restrict r = planes, *restrict g = planes + n, *restrict b = planes + 2 * n;

  for (int i = 0; i < n; i++)
    {
      /* Both sides times the weight, which may be 0. Noise alone doubles what is all but black. */
      float little = DARK * weight[i] + 1e-9f;
      float own = vanity_luminance (r[i], g[i], b[i]) * weight[i] + little;
      float dark = (least[i] + little) / own, bright = own / (most[i] + little);
      float off = dark > bright ? dark : bright;
      float part = (WHOLLY_OTHER - off) / (WHOLLY_OTHER - OTHER);

      part = part < 0 ? 0 : part > 1 ? 1 : part;
      r[i] += part * (scale[3 * i] * r[i] + film[3 * i]);
      g[i] += part * (scale[3 * i + 1] * g[i] + film[3 * i + 1]);
      b[i] += part * (scale[3 * i + 2] * b[i] + film[3 * i + 2]);
    }
}

static void
lay_row (gpointer data, int index, int worker)
{
  const Laying *laying = data;
  const VanityRect *rect = &laying->map->rect;
  gsize width = (gsize)rect->width;
  g_autofree float *numbers = g_new0 (float, 9 * width);
  g_autofree float *planes = g_new (float, 3 * width);
  Row row = { numbers, numbers + 3 * width, numbers + 6 * width, numbers + 7 * width,
              numbers + 8 * width };
  guint8 *pixels = vanity_image_row (laying->frame, rect->y + index) + 4 * (gsize)rect->x;
  int first, last, n;

  add_row (laying, index, &row, &first, &last);
  n = last - first;
  if (n <= 0)
    return;
  pixels += 4 * first;
  vanity_color_space_decode (laying->frame->space, 8, pixels, planes, planes + n, planes + 2 * n,
                             n);
  apply (planes, &row, first, n);
  vanity_color_space_encode (laying->frame->space, 8, planes, planes + n, planes + 2 * n, pixels,
                             n);
}

/* One pass: of the sheets themselves or of those of their irises. */
static void
lay (const VanityWornSheet *sheets, int n_sheets, gboolean irises, const VanityNetMap *map,
     const VanityNet *net, const VanityLitSkin *skin, VanityImage *frame)
{
  const guint16 (*triangles)[3] = vanity_net_get_triangles (NULL);
  Laying laying = { .map = map, .frame = frame };

  if (map->triangle == NULL || triangles == NULL)
    return;
  for (int i = 0; i < n_sheets && laying.n_worn < MAX_SHEETS; i++)
    {
      const VanitySheet *sheet = irises ? sheets[i].sheet->eyes : sheets[i].sheet;
      Worn *worn = &laying.worn[laying.n_worn];

      if (sheet == NULL || sheet->numbers == NULL || !(sheets[i].weight > 0))
        continue;
      worn->sheet = sheet;
      worn->weight = (float)sheets[i].weight;
      find_places (worn, triangles, net, skin);
      laying.n_worn++;
    }
  if (laying.n_worn > 0)
    vanity_pool_run (vanity_pool_get_default (), lay_row, &laying, map->rect.height);
  for (int i = 0; i < laying.n_worn; i++)
    g_free (laying.worn[i].places);
}

void
vanity_sheets_lay (const VanityWornSheet *sheets, int n_sheets, const VanityNetMap *map,
                   const VanityNet *net, const VanityLitSkin *skin, VanityImage *frame)
{
  lay (sheets, n_sheets, TRUE, map, net, skin, frame);
  lay (sheets, n_sheets, FALSE, map, net, skin, frame);
}
