/* Painting a layer's mask on the photo. */
#include "tests/ui/support.h"

#include "makeup/layer-mask.h"
#include "ui/mask-bar.h"

/* Steps of the brush on a warm picture; slower machines and sanitizers may take that much. */
#define SLOW_STEP_MS 1500

typedef struct
{
  Fixture *fixture;
  VanityMaskPainter *painter;
  VanityDocument *document;
  int layer;
  double x, y; /* the middle of the cheek */
} Scene;

static VanityLayer *
get_layer (Scene *scene)
{
  return g_ptr_array_index (fixture_get_wear (scene->fixture).look->layers, scene->layer);
}

static VanityLayerMask *
get_mask (Scene *scene)
{
  return get_layer (scene)->mask;
}

static int
find_layer (VanityLook *look, const char *kind)
{
  for (guint i = 0; i < look->layers->len; i++)
    if (g_strcmp0 (((VanityLayer *)g_ptr_array_index (look->layers, i))->kind->id, kind) == 0)
      return (int)i;
  g_assert_not_reached ();
}

/* A portrait that wears blush, and the brush in hand. */
static gboolean
open_scene (Fixture *fixture, Scene *scene)
{
  const VanityPoint *points;

  if (!fixture_open_portrait (fixture))
    return FALSE;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "wear-look",
                                  g_variant_new_string ("rosy"));
  fixture_wait (fixture, fixture_is_settled);
  scene->fixture = fixture;
  scene->painter = vanity_window_get_painter (fixture->window);
  scene->document = fixture_get_document (fixture);
  scene->layer = find_layer (fixture_get_wear (fixture).look, "blush");
  points = vanity_document_get_face (scene->document, 0)->points;
  scene->x = points[50].x;
  scene->y = points[50].y;
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "paint-mask",
                                  g_variant_new_int32 (scene->layer));
  g_assert_true (vanity_mask_painter_get_painting (scene->painter));

  return TRUE;
}

/* A key to the hands that paint, which come before the view's own. */
static gboolean
press (GtkWidget *view, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller)
          || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
      return taken;
    }
  return FALSE;
}

static void
draw_stroke (Scene *scene)
{
  vanity_mask_painter_begin (scene->painter, scene->x - 5, scene->y, 1);
  for (int i = -4; i <= 5; i++)
    vanity_mask_painter_move (scene->painter, scene->x + i, scene->y, 1);
  vanity_mask_painter_end (scene->painter);
}

static int
count_steps (Scene *scene)
{
  g_autoptr (GPtrArray) steps = vanity_document_list_steps (scene->document, NULL);

  return (int)steps->len;
}

static void
test_stroke (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  int n;

  if (!open_scene (fixture, &scene))
    return;

  n = count_steps (&scene);
  g_assert_null (get_mask (&scene));
  draw_stroke (&scene);
  g_assert_nonnull (get_mask (&scene));
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpint (count_steps (&scene), ==, n + 1);
  g_assert_cmpstr (vanity_document_get_undo_name (scene.document), ==, "Blush: erased by hand");

  /* Each stroke is a step of its own. */
  g_object_set (scene.painter, "adds", TRUE, NULL);
  draw_stroke (&scene);
  g_assert_cmpint (count_steps (&scene), ==, n + 2);
  g_assert_cmpstr (vanity_document_get_undo_name (scene.document), ==, "Blush: added by hand");
  vanity_document_undo (scene.document);
  vanity_document_undo (scene.document);
  g_assert_null (get_mask (&scene));
  g_assert_true (vanity_mask_painter_get_painting (scene.painter));
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_mirror (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  g_autoptr (VanityLayerMask) mirrored = NULL;

  if (!open_scene (fixture, &scene))
    return;

  g_object_set (scene.painter, "mirror", TRUE, NULL);
  draw_stroke (&scene);
  mirrored = vanity_layer_mask_new_mirrored (get_mask (&scene));
  g_assert_true (vanity_layer_mask_equal (get_mask (&scene), mirrored));
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  gboolean masked;

  if (!open_scene (fixture, &scene))
    return;

  draw_stroke (&scene);
  g_object_get (scene.painter, "masked", &masked, NULL);
  g_assert_true (masked);
  vanity_mask_painter_reset (scene.painter);
  g_assert_null (get_mask (&scene));
  g_object_get (scene.painter, "masked", &masked, NULL);
  g_assert_false (masked);
  vanity_document_undo (scene.document);
  g_assert_nonnull (get_mask (&scene));
  fixture_wait (fixture, fixture_is_settled);
}

/* A second finger zooms: what the first one drew is taken back. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  Scene scene;

  if (!open_scene (fixture, &scene))
    return;

  vanity_mask_painter_begin (scene.painter, scene.x, scene.y, 1);
  vanity_mask_painter_move (scene.painter, scene.x + 5, scene.y, 1);
  vanity_mask_painter_cancel (scene.painter);
  g_assert_null (get_mask (&scene));
  /* The end of a stroke that is no more. */
  vanity_mask_painter_end (scene.painter);
  g_assert_null (get_mask (&scene));
  fixture_wait (fixture, fixture_is_settled);
}

/* Keys that make makeup stronger make the brush larger, Escape puts it away. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  double before, after;
  GtkWidget *bar;

  if (!open_scene (fixture, &scene))
    return;

  bar = fixture_find (fixture->window, VANITY_TYPE_MASK_BAR);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_cmpint (fixture_check_names (bar), >=, 8);
  g_object_get (scene.painter, "size", &before, NULL);
  fixture_activate (fixture, "stronger");
  g_object_get (scene.painter, "size", &after, NULL);
  g_assert_cmpfloat (after, >, before);
  fixture_activate (fixture, "weaker");
  g_object_get (scene.painter, "size", &after, NULL);
  g_assert_cmpfloat_with_epsilon (after, before, 1e-6);
  for (int i = 0; i < 100; i++)
    fixture_activate (fixture, "stronger");
  g_object_get (scene.painter, "size", &after, NULL);
  g_assert_cmpfloat (after, ==, VANITY_MASK_PAINTER_MAX_SIZE);
  g_assert_cmpfloat (fixture_get_wear (fixture).strength, ==, 1);

  fixture_activate (fixture, "cancel");
  g_assert_false (vanity_mask_painter_get_painting (scene.painter));
  g_assert_false (gtk_widget_get_visible (bar));
}

/* Without a pointer: arrows lead the brush, Enter puts it down and lifts it. */
static void
test_by_keys (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  GtkWidget *view;
  int n;

  if (!open_scene (fixture, &scene))
    return;

  /* Close enough to paint: the middle of the view is the face. */
  view = GTK_WIDGET (vanity_window_get_view (fixture->window));
  fixture_idle (200);
  n = count_steps (&scene);
  g_object_set (scene.painter, "size", 40.0, NULL);
  g_assert_true (press (view, GDK_KEY_Down));
  g_assert_null (get_mask (&scene));
  g_assert_true (press (view, GDK_KEY_Return));
  g_assert_true (press (view, GDK_KEY_Left));
  g_assert_true (press (view, GDK_KEY_Left));
  g_assert_true (press (view, GDK_KEY_Return));
  g_assert_nonnull (get_mask (&scene));
  g_assert_cmpint (count_steps (&scene), ==, n + 1);
  fixture_wait (fixture, fixture_is_settled);
}

/* Where there is nothing to paint on it says so, or ends. */
static void
test_without_layer (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  g_autoptr (GError) error = NULL;

  if (!open_scene (fixture, &scene))
    return;

  g_assert_false (vanity_mask_painter_start (scene.painter, scene.document, 99, &error));
  g_assert_nonnull (error);
  g_assert_true (vanity_mask_painter_get_painting (scene.painter));
  vanity_document_set_look (scene.document, NULL);
  g_assert_false (vanity_mask_painter_get_painting (scene.painter));
  draw_stroke (&scene);
  g_assert_null (fixture_get_wear (fixture).look);
  fixture_wait (fixture, fixture_is_settled);
}

/* The picture keeps up with the hand. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  Scene scene;
  gint64 begin;
  double ms = 0;

  if (!open_scene (fixture, &scene))
    return;

  vanity_mask_painter_begin (scene.painter, scene.x, scene.y, 1);
  fixture_wait (fixture, fixture_is_settled);
  for (int i = 1; i <= 10; i++)
    {
      begin = g_get_monotonic_time ();
      vanity_mask_painter_move (scene.painter, scene.x + i, scene.y, 1);
      fixture_wait (fixture, fixture_is_settled);
      ms += (double)(g_get_monotonic_time () - begin) / 1e4;
    }
  vanity_mask_painter_end (scene.painter);
  g_test_message ("%.1f ms for a step of the brush", ms);
  g_assert_cmpfloat (ms, <, SLOW_STEP_MS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/painting/stroke", test_stroke);
  fixture_add ("/painting/mirror", test_mirror);
  fixture_add ("/painting/reset", test_reset);
  fixture_add ("/painting/cancel", test_cancel);
  fixture_add ("/painting/keys", test_keys);
  fixture_add ("/painting/by-keys", test_by_keys);
  fixture_add ("/painting/without-layer", test_without_layer);
  fixture_add ("/painting/live", test_live);
  return g_test_run ();
}
