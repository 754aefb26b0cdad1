#include "live/sheet.h"

#include "base/error.h"
#include "image/color.h"
#include "live/sheet-fit.h"
#include "makeup/canvas.h"
#include "makeup/render.h"

#include <math.h>
#include <string.h>

/* Of the face in the sheet, pixels. */
#define MAX_WIDTH 560.0

struct _VanityFitting
{
  VanityCanvas *canvas; /* NULL: the face cannot be made up */
  VanityFace face;
  VanityNet net;
  VanityLitSkin skin;
};

/* About the eyes lashes, lids and whites change places within a pixel or two: anything may be
 * there. */
#define NEAR_EYE 0.85

static gboolean
is_near_eye (const VanityPoint *points, double x, double y)
{
  static const guint16 corners[2][2] = { { 33, 133 }, { 362, 263 } };

  for (int e = 0; e < 2; e++)
    {
      const VanityPoint *a = &points[corners[e][0]], *b = &points[corners[e][1]];
      double width = hypot ((double)(b->x - a->x), (double)(b->y - a->y));

      if (hypot (x - (double)(a->x + b->x) / 2, y - (double)(a->y + b->y) / 2) < NEAR_EYE * width)
        return TRUE;
    }
  return FALSE;
}

/* Notes what was under the makeup. `planes`: four to work in. */
static void
note_light (VanitySheet *sheet, const VanityCanvas *canvas, float *planes)
{
  int width = sheet->rect.width, height = sheet->rect.height;
  gsize n = (gsize)width * (gsize)height;
  float *light = planes, *lines = planes + n, *least = planes + 2 * n, *most = planes + 3 * n;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int i = CLAMP (sheet->rect.x + x - canvas->rect.x, 0, canvas->rect.width - 1);
        int j = CLAMP (sheet->rect.y + y - canvas->rect.y, 0, canvas->rect.height - 1);
        gsize at = (gsize)j * (gsize)canvas->rect.width + (gsize)i;

        light[(gsize)y * (gsize)width + (gsize)x] = vanity_luminance (
            canvas->source[0][at], canvas->source[1][at], canvas->source[2][at]);
      }
  vanity_sheet_find_extreme (light, width, height, 1, lines, least);
  vanity_sheet_find_extreme (light, width, height, -1, lines, most);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize at = (gsize)y * (gsize)width + (gsize)x;
        float *to = sheet->numbers + at * VANITY_SHEET_NUMBERS;
        gboolean any
            = is_near_eye (sheet->net.points, sheet->rect.x + x + 0.5, sheet->rect.y + y + 0.5);

        to[VANITY_SHEET_LEAST] = any ? 0 : MAX (least[at], 0);
        to[VANITY_SHEET_MOST] = any ? 1000 : most[at];
      }
}

static gboolean
is_made_up (const float *numbers)
{
  for (int k = 0; k < VANITY_SHEET_LEAST; k++)
    if (numbers[k] != 0)
      return TRUE;
  return FALSE;
}

static void
mark_used (VanitySheet *sheet)
{
  int rows = sheet->rect.height / VANITY_SHEET_BLOCK + 1;

  sheet->blocks = sheet->rect.width / VANITY_SHEET_BLOCK + 1;
  sheet->used = g_new0 (guint8, (gsize)sheet->blocks * (gsize)rows);
  for (int y = 0; y < sheet->rect.height; y++)
    for (int x = 0; x < sheet->rect.width; x++)
      if (is_made_up (sheet->numbers
                      + ((gsize)y * (gsize)sheet->rect.width + (gsize)x) * VANITY_SHEET_NUMBERS))
        for (int j = MAX (y - 1, 0) / VANITY_SHEET_BLOCK; j <= y / VANITY_SHEET_BLOCK; j++)
          for (int i = MAX (x - 1, 0) / VANITY_SHEET_BLOCK; i <= x / VANITY_SHEET_BLOCK; i++)
            sheet->used[j * sheet->blocks + i] = 1;
}

/* Takes what is laid off the canvas. */
static gboolean
take (VanitySheet *sheet, const VanityCanvas *canvas)
{
  const VanityRect laid = canvas->laid;
  /* A pixel of nothing all around, so that the makeup fades out within it. */
  int width = laid.width + 2, height = laid.height + 2;
  gsize n = (gsize)width * (gsize)height;
  g_autofree float *planes = g_try_new (float, n *(VANITY_SHEET_FIT_PLANES + 3));
  float *source, *worn, *scale;

  sheet->numbers = g_try_new0 (float, n *VANITY_SHEET_NUMBERS);
  if (planes == NULL || sheet->numbers == NULL)
    return FALSE;
  sheet->rect = (VanityRect){ laid.x - 1, laid.y - 1, width, height };
  source = planes + n * VANITY_SHEET_FIT_PLANES;
  worn = source + n;
  scale = worn + n;
  for (int c = 0; c < 3; c++)
    {
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            int i = CLAMP (laid.x + x - 1 - canvas->rect.x, 0, canvas->rect.width - 1);
            int j = CLAMP (laid.y + y - 1 - canvas->rect.y, 0, canvas->rect.height - 1);
            gsize at = (gsize)j * (gsize)canvas->rect.width + (gsize)i;

            source[(gsize)y * (gsize)width + (gsize)x] = canvas->source[c][at];
            worn[(gsize)y * (gsize)width + (gsize)x] = canvas->worn[c][at];
          }
      vanity_sheet_fit_scale (source, worn, width, height, planes, scale);
      for (int y = 1; y < height - 1; y++)
        for (int x = 1; x < width - 1; x++)
          {
            gsize at = (gsize)y * (gsize)width + (gsize)x;
            float *to = sheet->numbers + at * VANITY_SHEET_NUMBERS;

            if (worn[at] == source[at])
              continue;
            /* A film sends light back, it swallows none: what does follows the source. So nothing
             * turns black or green where the next frame is darker. */
            to[VANITY_SHEET_SCALE + c]
                = MIN (scale[at], (worn[at] - source[at]) / MAX (source[at], 1e-6f));
            to[VANITY_SHEET_FILM + c]
                = MAX (worn[at] - source[at] - to[VANITY_SHEET_SCALE + c] * source[at], 0);
          }
    }
  note_light (sheet, canvas, planes);
  mark_used (sheet);
  return TRUE;
}

VanityFitting *
vanity_fitting_new (const VanityImage *frame, const VanityFace *face, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VanityFitting) fitting = g_new0 (VanityFitting, 1);
  double width = (double)vanity_face_get_width (face), scale;
  g_autoptr (VanityImage) small = NULL;
  g_autoptr (GError) problem = NULL;
  VanityFace there = *face;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  fitting->face = *face;
  vanity_lit_skin_measure (&fitting->skin, frame, face->points);
  if (width > MAX_WIDTH)
    {
      int side = (int)(MAX (frame->width, frame->height) * MAX_WIDTH / width);

      small = vanity_image_new_preview (frame, MAX (side, 1), &scale, error);
      if (small == NULL)
        return NULL;
      vanity_face_scale (&there, scale);
    }
  vanity_net_place (&fitting->net, there.points);
  fitting->canvas = vanity_canvas_new (small != NULL ? small : frame, &there, &problem);
  if (fitting->canvas == NULL && !g_error_matches (problem, VANITY_ERROR, VANITY_ERROR_VALUE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&fitting);
}

void
vanity_fitting_free (VanityFitting *fitting)
{
  if (fitting == NULL)
    return;
  vanity_canvas_free (fitting->canvas);
  g_free (fitting);
}

static VanitySheet *
wear (VanityFitting *fitting, const VanityLook *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanitySheet) sheet = g_new0 (VanitySheet, 1);
  VanityCanvas *canvas = fitting->canvas;

  sheet->face = fitting->face;
  sheet->net = fitting->net;
  sheet->skin = fitting->skin;
  if (canvas == NULL)
    return g_steal_pointer (&sheet);
  vanity_canvas_clean (canvas);
  vanity_canvas_wear (canvas, look, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (canvas->laid.width > 0 && canvas->laid.height > 0 && !take (sheet, canvas))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "no memory to keep a look of %d × %d pixels", canvas->laid.width,
                   canvas->laid.height);
      return NULL;
    }
  return g_steal_pointer (&sheet);
}

static gboolean
is_on_iris (const VanityLayer *layer)
{
  return strcmp (layer->kind->id, "lenses") == 0;
}

/* The layers that move with the irises, or the others; NULL where there are none of the former. */
static VanityLook *
split (const VanityLook *look, gboolean irises)
{
  g_autoptr (VanityLook) part = vanity_look_copy (look);
  gboolean any = FALSE;

  for (guint i = part->layers->len; i > 0; i--)
    {
      gboolean on_iris = is_on_iris (g_ptr_array_index (part->layers, i - 1));

      any |= on_iris;
      if (on_iris != irises)
        g_ptr_array_remove_index (part->layers, i - 1);
    }
  return any ? g_steal_pointer (&part) : NULL;
}

VanitySheet *
vanity_fitting_wear (VanityFitting *fitting, const VanityLook *look, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (VanityLook) irises = split (look, TRUE);
  g_autoptr (VanityLook) others = irises != NULL ? split (look, FALSE) : NULL;
  g_autoptr (VanitySheet) eyes = NULL;
  VanitySheet *sheet;

  if (irises != NULL)
    {
      eyes = wear (fitting, irises, cancellable, error);
      if (eyes == NULL)
        return NULL;
      eyes->of_irises = TRUE;
    }
  sheet = wear (fitting, others != NULL ? others : look, cancellable, error);
  if (sheet != NULL)
    sheet->eyes = g_steal_pointer (&eyes);
  return sheet;
}

void
vanity_sheet_free (VanitySheet *sheet)
{
  if (sheet == NULL)
    return;
  vanity_sheet_free (sheet->eyes);
  g_free (sheet->numbers);
  g_free (sheet->used);
  g_free (sheet);
}
