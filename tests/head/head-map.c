#include "head/head-map.h"

#include "base/error.h"
#include "head/head-network.h"
#include "head/head-parser.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

/* Between the centres of cells a probability is bilinear. */
static void
test_get (void)
{
  float values[VANITY_HEAD_N_CLASSES * 4] = { [4] = 1, 0, 0, 0.5f, [8] = 0, 1, 1, 0.5f };
  VanityHeadMap map = { .region = { 10, 20, 8, 8 }, .side = 2, .probability = values };

  g_assert_cmpfloat (vanity_head_map_get (&map, VANITY_HEAD_SKIN, 12, 22), ==, 1);
  g_assert_cmpfloat_with_epsilon (vanity_head_map_get (&map, VANITY_HEAD_SKIN, 14, 22), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (vanity_head_map_get (&map, VANITY_HEAD_SKIN, 14, 24), 0.375,
                                  1e-6);
  g_assert_cmpint (vanity_head_map_find (&map, 12, 22), ==, VANITY_HEAD_SKIN);
  g_assert_cmpint (vanity_head_map_find (&map, 16, 22), ==, VANITY_HEAD_HAIR);
  g_assert_cmpfloat (vanity_head_map_get (&map, VANITY_HEAD_SKIN, 9, 22), ==, 0);
  g_assert_cmpfloat (vanity_head_map_get (&map, VANITY_HEAD_BACKGROUND, 9, 22), ==, 1);
  g_assert_cmpint (vanity_head_map_find (&map, NAN, 22), ==, VANITY_HEAD_BACKGROUND);
}

static VanityHeadParser *
new_parser (void)
{
  g_autoptr (GError) error = NULL;
  VanityHeadParser *parser = vanity_head_parser_new (&error);

  if (parser == NULL && g_error_matches (error, VANITY_ERROR, VANITY_ERROR_MISSING))
    {
      g_test_skip ("built without the network of heads");
      return NULL;
    }
  g_assert_no_error (error);
  return parser;
}

/* On a drawn portrait, the shipped network has lips, skin and eyes where they are. */
static void
test_portrait (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityHeadParser) parser = new_parser ();
  g_autoptr (VanityImage) image = parser ? portrait_new (&portrait, &face) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityHeadMap) map = NULL;
  static const struct
  {
    int point, other;
    VanityHeadClass class;
  } places[] = { { 50, 50, VANITY_HEAD_SKIN },   { 280, 280, VANITY_HEAD_SKIN },
                 { 0, 13, VANITY_HEAD_LIPS },    { 14, 17, VANITY_HEAD_LIPS },
                 { 159, 145, VANITY_HEAD_EYES }, { 386, 374, VANITY_HEAD_EYES },
                 { 105, 52, VANITY_HEAD_BROWS } };
  int n;

  if (image == NULL)
    return;
  map = vanity_head_parser_run (parser, image, &face, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (map->region.width, ==, map->region.height);
  g_assert_true (map->sure > 1.0f / VANITY_HEAD_N_CLASSES && map->sure <= 1);
  n = map->side * map->side;
  for (int i = 0; i < n; i++)
    {
      double sum = 0;

      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        {
          g_assert_true (map->probability[k * n + i] >= 0 && map->probability[k * n + i] <= 1);
          sum += (double)map->probability[k * n + i];
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const VanityPoint *a = &face.points[places[i].point], *b = &face.points[places[i].other];

      g_test_message ("point %d", places[i].point);
      g_assert_cmpint (
          vanity_head_map_find (map, (double)(a->x + b->x) / 2, (double)(a->y + b->y) / 2), ==,
          places[i].class);
    }
}

static void
test_bad (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityHeadParser) parser = new_parser ();
  g_autoptr (VanityImage) image = parser ? portrait_new (&portrait, &face) : NULL;
  g_autoptr (GError) error = NULL;

  if (image == NULL)
    return;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    face.points[i].x += 5000;
  g_assert_null (vanity_head_parser_run (parser, image, &face, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  face.points[100].y = INFINITY;
  g_assert_null (vanity_head_parser_run (parser, image, &face, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* A graph that is no network of heads is refused. */
static void
test_contract (void)
{
  VanityGraph *graph = vanity_graph_new ("other");
  g_autoptr (GError) error = NULL;
  VanityValueId input
      = vanity_graph_add_input (graph, "view", &VANITY_SHAPE (1, 64, 64, 3), &error);

  g_assert_no_error (error);
  vanity_graph_add_output (graph, input);
  g_assert_null (vanity_head_parser_new_for_graph (graph, "other.onnx", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "other.onnx"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/map/get", test_get);
  g_test_add_func ("/head/map/portrait", test_portrait);
  g_test_add_func ("/head/map/bad", test_bad);
  g_test_add_func ("/head/map/contract", test_contract);
  return g_test_run ();
}
