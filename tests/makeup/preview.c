/* A program for looking at makeup while working on it; not installed.
 *
 *   preview PHOTO LOOK OUT.png [POINTS.json] [--strength S] [--crop lips|eyes|face] [--scale K]
 *
 * Without POINTS (a JSON object with "faces": [[[x, y, z] × 478] …]) the face finder looks for
 * faces. LOOK is a shipped look's name or a file. */
#include "face/finder.h"
#include "face/quality.h"
#include "image/photo.h"
#include "makeup/canvas.h"
#include "makeup/lips.h"
#include "makeup/render.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>
#include <time.h>

static double strength = 1;
static char *crop;
static gboolean both, show_allow, timing;
static const GOptionEntry entries[] = {
  { "strength", 's', 0, G_OPTION_ARG_DOUBLE, &strength, "Strength", "S" },
  { "crop", 'c', 0, G_OPTION_ARG_STRING, &crop, "Part to show", "lips|eyes|face" },
  { "both", 'b', 0, G_OPTION_ARG_NONE, &both, "Before beside after", NULL },
  { "allow", 'a', 0, G_OPTION_ARG_NONE, &show_allow, "Show where makeup may lie", NULL },
  { "time", 't', 0, G_OPTION_ARG_NONE, &timing, "Print times", NULL },
  { NULL },
};

/* Processor time, which other programs do not stretch; run with VANITY_THREADS=1 for the sum. */
static gint64
get_time (void)
{
  return (gint64)((double)clock () * 1e6 / CLOCKS_PER_SEC);
}

static GPtrArray *
read_points (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GPtrArray *faces;
  JsonArray *list;

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  faces = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_face_free);
  list = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                       "faces");
  for (guint f = 0; f < json_array_get_length (list); f++)
    {
      JsonArray *points = json_array_get_array_element (list, f);
      VanityFace *face = g_new0 (VanityFace, 1);

      for (guint i = 0; i < MIN (json_array_get_length (points), VANITY_FACE_POINTS); i++)
        {
          JsonArray *p = json_array_get_array_element (points, i);

          face->points[i] = (VanityPoint){ (float)json_array_get_double_element (p, 0),
                                           (float)json_array_get_double_element (p, 1),
                                           (float)json_array_get_double_element (p, 2) };
        }
      g_ptr_array_add (faces, face);
    }
  return faces;
}

static VanityRect
choose_crop (const VanityImage *image, const VanityFace *face)
{
  static const int lips[] = { 61, 291, 0, 17 }, eyes[] = { 70, 300, 117, 346, 10 };
  static const int whole[] = { 10, 152, 234, 454 };
  VanityRect photo = { 0, 0, image->width, image->height }, rect;
  const int *list = whole;
  int n = 4;
  double box[4] = { 1e9, 1e9, -1e9, -1e9 };

  if (crop == NULL)
    return photo;
  if (strcmp (crop, "lips") == 0)
    list = lips;
  else if (strcmp (crop, "eyes") == 0)
    list = eyes;
  for (int i = 0; i < n; i++)
    {
      box[0] = MIN (box[0], face->points[list[i]].x);
      box[1] = MIN (box[1], face->points[list[i]].y);
      box[2] = MAX (box[2], face->points[list[i]].x);
      box[3] = MAX (box[3], face->points[list[i]].y);
    }
  rect = vanity_rect_around (box[0], box[1], box[2], box[3], 0.15 * (box[2] - box[0]));
  vanity_rect_intersect (&rect, &photo, &rect);
  return rect;
}

static VanityImage *
cut (const VanityImage *before, const VanityImage *after, const VanityRect *rect)
{
  int n = both ? 2 : 1;
  gsize size = (gsize)before->depth / 8 * 4;
  VanityImage *image
      = vanity_image_new (rect->width * n, rect->height, before->depth, before->space, NULL);

  for (int y = 0; y < rect->height; y++)
    for (int k = 0; k < n; k++)
      memcpy (vanity_image_row (image, y) + (gsize)(k * rect->width) * size,
              vanity_image_row (both && k == 0 ? before : after, rect->y + y)
                  + (gsize)rect->x * size,
              (gsize)rect->width * size);
  return image;
}

/* Green where makeup may lie, the lips' border in white. */
static void
paint_allow (VanityImage *image, const VanityFace *face)
{
  g_autoptr (VanityCanvas) canvas = vanity_canvas_new (image, face, NULL);
  const VanityLips *lips;

  if (canvas == NULL)
    return;
  for (int y = 0; y < canvas->rect.height; y++)
    for (int x = 0; x < canvas->rect.width; x++)
      {
        float allow = canvas->allow->data[y * canvas->rect.width + x];
        guint8 *p = vanity_image_row (image, canvas->rect.y + y) + 4 * (canvas->rect.x + x);

        p[0] = (guint8)(p[0] * (1 - 0.6f * allow));
        p[2] = (guint8)(p[2] * (1 - 0.6f * allow));
      }
  lips = vanity_lips_get (canvas);
  for (int i = 0; i < VANITY_LIPS_POINTS; i++)
    {
      int x = (int)lips->border[i].x, y = (int)lips->border[i].y;

      if (x >= 0 && y >= 0 && x < image->width && y < image->height)
        memset (vanity_image_row (image, y) + 4 * x, 255, 4);
    }
  const VanityComplexion *c = &canvas->complexion;
  g_print (
      "unit %.2f  skin L %.1f a %.1f b %.1f spread %.1f  light %.2f %.2f %.2f  toward %.2f %.2f "
      "%.2f contrast %.2f known %d  lips gap %.1f height %.1f L %.1f a %.1f b %.1f\n",
      canvas->unit, c->skin_lab.L, c->skin_lab.a, c->skin_lab.b, c->spread, c->light.r, c->light.g,
      c->light.b, c->toward[0], c->toward[1], c->toward[2], c->contrast, c->known, lips->gap,
      lips->height, lips->color.L, lips->color.a, lips->color.b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO LOOK OUT.png [POINTS.json]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) out = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityImage) worn = NULL;
  g_autoptr (VanityImage) part = NULL;
  VanityRect rect;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 4)
    g_error ("%s", error != NULL ? error->message : "PHOTO LOOK OUT.png [POINTS.json]");
  file = g_file_new_for_commandline_arg (argv[1]);
  photo = vanity_photo_load (file, NULL, &error);
  if (photo == NULL)
    g_error ("%s", error->message);
  VanityImage *image = vanity_photo_get_image (photo);
  if (argc > 4)
    faces = read_points (argv[4], &error);
  else
    {
      g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (&error);

      if (finder != NULL)
        faces = vanity_face_finder_find (finder, image, NULL, &error);
    }
  if (faces == NULL)
    g_error ("%s", error->message);
  if (faces->len == 0)
    g_error ("no face");
  for (guint f = 0; argc > 4 && f < faces->len; f++)
    vanity_quality_assess (g_ptr_array_index (faces, f), image, NULL, NULL);
  look = vanity_look_find (argv[2], &error);
  if (look == NULL)
    g_error ("%s", error->message);
  if (show_allow)
    {
      worn = vanity_image_copy (image, NULL);
      paint_allow (worn, g_ptr_array_index (faces, 0));
    }
  else
    {
      gint64 start = get_time (), prepared, set, drawn, again;
      g_autoptr (VanityRenderer) renderer
          = vanity_renderer_new (image, g_ptr_array_index (faces, 0), NULL, &error);

      prepared = get_time ();
      vanity_renderer_set_look (renderer, look, NULL, NULL);
      set = get_time ();
      worn = vanity_renderer_render (renderer, strength, &error);
      drawn = get_time ();
      if (timing)
        {
          VanityRect changed;

          vanity_renderer_render_into (renderer, 0.5, worn, NULL);
          again = get_time ();
          vanity_renderer_render_into (renderer, strength, worn, &changed);
          gint64 last = get_time ();
          vanity_renderer_set_look (renderer, look, NULL, NULL);
          g_print ("%d × %d: prepare %.1f  look %.1f  render %.1f  slider %.1f %.1f  look again "
                   "%.1f ms; "
                   "changed %d × %d\n",
                   image->width, image->height, (prepared - start) / 1e3, (set - prepared) / 1e3,
                   (drawn - set) / 1e3, (again - drawn) / 1e3, (last - again) / 1e3,
                   (get_time () - last) / 1e3, changed.width, changed.height);
        }
    }
  rect = choose_crop (image, g_ptr_array_index (faces, 0));
  part = cut (image, worn, &rect);
  out = g_file_new_for_commandline_arg (argv[3]);
  if (!vanity_photo_save (photo, part, out, NULL, NULL, &error))
    g_error ("%s", error->message);
  return 0;
}
