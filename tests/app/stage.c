/* A stage shows what rendering everybody at once would, whatever came before. Needs no display. */
#include "app/stage.h"
#include "portrait.h"

#include <string.h>

#define PATIENCE_S 60

typedef struct
{
  VanityImage *image;
  GPtrArray *faces;
  VanityStage *stage;
  VanityOutfit *outfit;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityPicture) before = NULL;
  g_autoptr (GError) error = NULL;

  fixture->image = portrait_new (&portrait, &face);
  if (fixture->image == NULL)
    return;
  /* As cheek to cheek as can be. */
  fixture->faces = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_face_free);
  for (int i = 0; i < 2; i++)
    g_ptr_array_add (fixture->faces, vanity_face_copy (&face));
  before = vanity_picture_new (fixture->image, &error);
  g_assert_no_error (error);
  {
    g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (fixture->image, "portrait");
    g_autoptr (VanityChanges) changes = vanity_changes_new (photo, fixture->faces);

    fixture->stage = vanity_stage_new (fixture->image, before, fixture->faces, 1.0, changes);
  }
  fixture->outfit = vanity_outfit_new (2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->stage);
  g_clear_pointer (&fixture->outfit, vanity_outfit_unref);
  g_clear_pointer (&fixture->faces, g_ptr_array_unref);
  g_clear_pointer (&fixture->image, vanity_image_unref);
}

static gboolean
give_up (gpointer user_data)
{
  g_error ("the stage takes longer than %d s", PATIENCE_S);

  return G_SOURCE_REMOVE;
}

/* Puts a look on one of the faces, and waits until that is to be seen. */
static void
put_on (Fixture *fixture, int face, VanityLook *look, double strength)
{
  g_autoptr (VanityOutfit) dressed = vanity_outfit_with_look (fixture->outfit, face, look);
  guint timeout = g_timeout_add_seconds (PATIENCE_S, give_up, NULL);

  vanity_outfit_unref (fixture->outfit);
  fixture->outfit = vanity_outfit_with_strength (dressed, face, strength);
  vanity_stage_wear (fixture->stage, fixture->outfit);
  while (!vanity_stage_is_current (fixture->stage))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* What would be seen of the stage, at one screen pixel for one of the photo. */
static cairo_surface_t *
draw (Fixture *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, fixture->image->width,
                                                         fixture->image->height);
  cairo_t *cairo = cairo_create (surface);
  GskRenderNode *node;

  vanity_picture_snapshot (vanity_stage_get_after (fixture->stage), snapshot, NULL, 1.0);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cairo);
  gsk_render_node_unref (node);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);

  return surface;
}

/* Against every face's look laid on the bare photo. */
static void
check (Fixture *fixture)
{
  g_autoptr (VanityImage) wanted = vanity_image_copy (fixture->image, NULL);
  cairo_surface_t *seen = draw (fixture);

  for (int i = 0; i < 2; i++)
    {
      const VanityWear *wear = &fixture->outfit->wears[i];
      g_autoptr (VanityRenderer) renderer
          = vanity_renderer_new (fixture->image, g_ptr_array_index (fixture->faces, i), NULL, NULL);

      g_assert_true (vanity_renderer_set_look (renderer, wear->look, NULL, NULL));
      vanity_renderer_lay (renderer, wear->strength, wanted, NULL);
    }
  for (int y = 0; y < wanted->height; y++)
    for (int x = 0; x < wanted->width; x++)
      {
        const guint8 *pixel = vanity_image_row (wanted, y) + 4 * x;
        guint32 rgb;

        memcpy (&rgb,
                cairo_image_surface_get_data (seen)
                    + (gsize)y * (gsize)cairo_image_surface_get_stride (seen) + 4 * (gsize)x,
                4);
        g_assert_cmphex (rgb & 0xffffff, ==,
                         (guint32)pixel[0] << 16 | (guint32)pixel[1] << 8 | pixel[2]);
      }
  cairo_surface_destroy (seen);
}

static void
test_neighbours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityLook) red = portrait_look ("\"kind\": \"lipstick\"");
  g_autoptr (VanityLook) contour = portrait_look ("\"kind\": \"contour\", \"opacity\": 1");
  g_autoptr (VanityLook) brows = portrait_look ("\"kind\": \"brows\"");

  if (fixture->image == NULL)
    return;

  put_on (fixture, 0, red, 1.0);
  check (fixture);
  put_on (fixture, 1, contour, 1.0);
  check (fixture);
  put_on (fixture, 1, contour, 0.4);
  check (fixture);
  put_on (fixture, 0, brows, 0.7);
  check (fixture);
  put_on (fixture, 1, NULL, 1.0);
  check (fixture);
  put_on (fixture, 1, red, 0.0);
  check (fixture);
  put_on (fixture, 0, NULL, 1.0);
  check (fixture);
}

static void
on_noted (char **last, const char *note)
{
  g_free (*last);
  *last = g_strdup (note);
}

/* What a look cannot do in the photo is said as long as it is worn. The portrait has no hair. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityLook) hair = portrait_look ("\"kind\": \"hair-color\"");
  g_autoptr (VanityLook) lips = portrait_look ("\"kind\": \"lipstick\"");
  g_autofree char *note = NULL;

  if (fixture->image == NULL)
    return;
  g_signal_connect_swapped (fixture->stage, "noted", G_CALLBACK (on_noted), &note);
  put_on (fixture, 0, hair, 1.0);
  g_assert_nonnull (note);
  check (fixture);
  put_on (fixture, 0, hair, 0.5);
  g_assert_nonnull (note);
  put_on (fixture, 0, lips, 1.0);
  g_assert_null (note);
  check (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_type_ensure (GSK_TYPE_TEXTURE_NODE);
  g_test_add ("/app/stage/neighbours", Fixture, NULL, set_up, test_neighbours, tear_down);
  g_test_add ("/app/stage/note", Fixture, NULL, set_up, test_note, tear_down);

  return g_test_run ();
}
