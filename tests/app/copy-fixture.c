#include "copy-fixture.h"

#include "model/onnx-write.h"
#include "train/parts.h"
#include "transfer/generator.h"
#include "transfer/paint.h"

#include <math.h>
#include <string.h>

#define COVERAGE 0.9f

static VanityValueId
add_laid (VanityBuilder *b, VanityValueId source, VanityValueId coverage, VanityValueId swatch)
{
  VanityValueId linear = vanity_part_add_linear (b, "linear", source), x;

  x = vanity_builder_add_pair (b, "Sub", "difference", swatch, linear);
  x = vanity_builder_add_pair (b, "Mul", "covered", x, coverage);
  x = vanity_builder_add_pair (b, "Add", "worn", linear, x);
  return vanity_part_add_encoded (b, "encoded", x);
}

void
copy_write_generator (Cli *cli, const char *name, CopyFault fault)
{
  static const float painted[VANITY_ATLAS_N_REGIONS]
      = { [VANITY_ATLAS_LIPS] = COVERAGE, [VANITY_ATLAS_LIDS] = COVERAGE };
  g_autoptr (VanityGraph) graph = vanity_graph_new ("copy");
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  VanityBuilder b;
  VanityGenerator generator;
  VanityValueId coverage, swatch, lock, layer, laid, correction, result;

  vanity_random_init (&random, 1);
  vanity_builder_init (&b, graph, &random);
  vanity_generator_add_inputs (&b, fault == COPY_SMALL ? 48 : 256, 1, &generator);
  coverage
      = vanity_part_add_sum (&b, "coverage", generator.regions, painted, VANITY_ATLAS_N_REGIONS);
  swatch = vanity_part_add_linear (&b, "swatch", generator.reference);
  lock = vanity_part_add_slice (&b, "lock", generator.seen, 0, 1);
  coverage = vanity_builder_add_pair (&b, "Mul", "locked", coverage, lock);
  layer = vanity_part_add_concat (
      &b, fault == COPY_NAMELESS ? "paint" : "layer",
      (VanityValueId[]){ coverage, swatch, vanity_part_add_scalar (&b, "Mul", "shine", lock, 0) },
      3);
  laid = add_laid (&b, generator.source, coverage, swatch);
  laid = vanity_part_add_scalar (&b, "Div", "laid", laid, fault == COPY_INFINITE ? 0 : 1);
  correction = vanity_part_add_concat (&b, "six",
                                       (VanityValueId[]){ generator.source, generator.source }, 2);
  correction = vanity_part_add_scalar (&b, "Mul", "correction", correction, 0);
  result = vanity_part_add_scalar (&b, "Mul", "result", laid, 1);
  g_assert_true (vanity_builder_finish (&b, &error));
  vanity_graph_add_output (graph, layer);
  vanity_graph_add_output (graph, laid);
  vanity_graph_add_output (graph, correction);
  vanity_graph_add_output (graph, result);
  vanity_onnx_save (graph, path, &error);
  g_assert_no_error (error);
}

gboolean
copy_prepare (Cli *cli, const char *name)
{
  static const char look[]
      = "{\"vanity-look\":1,\"id\":\"bold\",\"name\":\"Bold\",\"layers\":["
        "{\"kind\":\"lipstick\",\"color\":\"#3a0a80\",\"opacity\":1},"
        "{\"kind\":\"eyeshadow\",\"lid-color\":\"#2040a0\",\"lid-amount\":1,\"opacity\":1}]}";

  if (!cli_copy_portrait (cli, name))
    return FALSE;
  cli_write (cli, "bold.json", look, sizeof look - 1);
  cli_run (cli, "apply", name, "--look", "bold.json", "-o", "ref.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  copy_write_generator (cli, "copy.onnx", COPY_SOUND);
  return TRUE;
}

GdkPixbuf *
copy_read (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  return pixbuf;
}

void
copy_save (Cli *cli, const char *name, GdkPixbuf *pixbuf, const char *format)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save (pixbuf, path, format, &error, NULL);
  g_assert_no_error (error);
}

JsonObject *
copy_parse (const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

JsonObject *
copy_get_face (JsonObject *photo)
{
  return json_array_get_object_element (json_object_get_array_member (photo, "faces"), 0);
}

JsonObject *
copy_get_reference (JsonObject *photo, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (photo, "references"), index);
}

static const guint8 *
get_pixel (GdkPixbuf *pixbuf, int x, int y)
{
  return gdk_pixbuf_read_pixels (pixbuf) + (gsize)y * gdk_pixbuf_get_rowstride (pixbuf)
         + (gsize)x * gdk_pixbuf_get_n_channels (pixbuf);
}

gboolean
copy_find_changes (GdkPixbuf *one, GdkPixbuf *other, int step, VanityRect *box)
{
  int left = G_MAXINT, top = G_MAXINT, right = -1, bottom = -1;

  g_assert_cmpint (gdk_pixbuf_get_width (one), ==, gdk_pixbuf_get_width (other));
  g_assert_cmpint (gdk_pixbuf_get_height (one), ==, gdk_pixbuf_get_height (other));
  for (int y = 0; y < gdk_pixbuf_get_height (one); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (one); x++)
      for (int c = 0; c < 3; c++)
        if (ABS (get_pixel (one, x, y)[c] - get_pixel (other, x, y)[c]) > step)
          {
            left = MIN (left, x);
            right = MAX (right, x);
            top = MIN (top, y);
            bottom = MAX (bottom, y);
          }
  *box = (VanityRect){ left, top, right - left + 1, bottom - top + 1 };
  return right >= 0;
}

void
copy_cover (Cli *cli, const char *name, const int (*points)[8], guint32 color)
{
  g_autoptr (GdkPixbuf) pixbuf = copy_read (cli, name);
  g_autoptr (JsonObject) photo = NULL;
  JsonArray *mesh;

  cli_run (cli, "detect", name, "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  photo = copy_parse (cli->out);
  mesh = json_object_get_array_member (
      json_array_get_object_element (json_object_get_array_member (photo, "faces"), 0), "points");
  for (; (*points)[0] >= 0; points++)
    {
      double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = 0, bottom = 0;
      g_autoptr (GdkPixbuf) part = NULL;

      for (const int *point = *points; *point >= 0; point++)
        {
          JsonArray *place = json_array_get_array_element (mesh, *point);
          double x = json_array_get_double_element (place, 0);
          double y = json_array_get_double_element (place, 1);

          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
      part = gdk_pixbuf_new_subpixbuf (pixbuf, (int)left, (int)top, (int)(right - left),
                                       (int)(bottom - top));
      gdk_pixbuf_fill (part, color);
    }
  copy_save (cli, name, pixbuf, "png");
}
