#include "app/contact-sheet.h"

#include "base/error.h"
#include "image/photo.h"
#include "portrait.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A made portrait, and where its face is; NULL where the mesh is missing. */
static VanityImage *
new_portrait (VanityFace *face)
{
  const Portrait portrait = PORTRAIT_INIT;
  VanityImage *image = portrait_new (&portrait, face);
  const VanityPoint *p = face->points;

  if (image == NULL)
    return NULL;
  face->box[0] = p[234].x;
  face->box[1] = p[10].y;
  face->box[2] = p[454].x - p[234].x;
  face->box[3] = p[152].y - p[10].y;
  return image;
}

/* A sheet of the first shipped looks on a made portrait; NULL where the mesh is missing. */
static VanityContactSheet *
new_sheet (int n)
{
  VanityFace face;
  g_autoptr (VanityImage) image = new_portrait (&face);
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();

  if (image == NULL)
    return NULL;
  g_ptr_array_set_size (looks, n);
  return vanity_contact_sheet_new (image, &face, looks, 1);
}

static VanityContactSheet *
new_named_sheet (const char *name)
{
  VanityFace face;
  g_autoptr (VanityImage) image = new_portrait (&face);
  g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  if (image == NULL)
    return NULL;
  g_ptr_array_add (looks, vanity_look_new ("a", name));
  return vanity_contact_sheet_new (image, &face, looks, 1);
}

static void
test_pictures (void)
{
  g_autoptr (VanityContactSheet) sheet = new_sheet (4);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;
  const VanityImage *before;

  if (sheet == NULL)
    return;
  g_assert_cmpint (vanity_contact_sheet_get_n (sheet), ==, 5);
  g_assert_cmpstr (vanity_contact_sheet_get_label (sheet, 0), ==, "Before");
  g_assert_cmpstr (vanity_contact_sheet_get_label (sheet, 1), ==, "Bare");
  pictures = vanity_contact_sheet_make (sheet, 200, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pictures->len, ==, 5);
  before = pictures->pdata[0];
  for (guint i = 0; i < pictures->len; i++)
    {
      const VanityImage *picture = pictures->pdata[i];
      int n = 0;

      g_assert_cmpint (MAX (picture->width, picture->height), <=, 200);
      g_assert_cmpint (picture->width, ==, before->width);
      for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width; x++)
          n += !portrait_same (before, picture, x, y);
      g_test_message ("%s: %d pixels", vanity_contact_sheet_get_label (sheet, (int)i), n);
      g_assert_true (i == 0 ? n == 0 : n > 100);
    }
}

/* More pixels than the photo has are not made up. */
static void
test_never_enlarged (void)
{
  g_autoptr (VanityContactSheet) sheet = new_sheet (1);
  g_autoptr (GPtrArray) pictures = NULL;

  if (sheet == NULL)
    return;
  pictures = vanity_contact_sheet_make (sheet, 100000, NULL, NULL, NULL, NULL);
  g_assert_cmpint (((VanityImage *)pictures->pdata[0])->height, <=, 440);
}

static void
check_page (VanityContactSheet *sheet, VanityPaper paper)
{
  double width, height;
  int side;

  vanity_contact_sheet_get_paper (sheet, paper, &width, &height);
  g_assert_cmpfloat_with_epsilon (MIN (width, height), paper == VANITY_PAPER_A4 ? 595.28 : 612,
                                  0.01);
  side = vanity_contact_sheet_get_side (sheet, width, height, 300);
  /* Never wider than the page, never a stamp. */
  g_assert_cmpint (side, <, (int)(MAX (width, height) / 72 * 300));
  g_assert_cmpint (side, >, 400);
}

static void
test_paper (void)
{
  for (int n = 0; n <= VANITY_CONTACT_SHEET_MAX_LOOKS; n++)
    {
      g_autoptr (VanityContactSheet) sheet = new_sheet (n);

      if (sheet == NULL)
        return;
      check_page (sheet, VANITY_PAPER_A4);
      check_page (sheet, VANITY_PAPER_LETTER);
    }
}

/* Something that is not paper is drawn at every picture and below it, and nothing on the margin. */
static void
test_page (void)
{
  g_autoptr (VanityContactSheet) sheet
      = new_named_sheet ("Vêtements 漢字 עברית हिन्दी — a name that is far too long for "
                         "a line of its own below a picture");
  g_autoptr (GPtrArray) pictures = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  int ink = 0, stride;

  if (sheet != NULL)
    {
      pictures = vanity_contact_sheet_make (sheet, 150, NULL, NULL, NULL, NULL);
      vanity_contact_sheet_draw (sheet, pictures, cr, 400, 300);
      cairo_surface_flush (surface);
      pixels = (const guint32 *)(gconstpointer)cairo_image_surface_get_data (surface);
      stride = cairo_image_surface_get_stride (surface) / 4;
      for (int y = 0; y < 300; y++)
        for (int x = 0; x < 400; x++)
          {
            gboolean white = (pixels[y * stride + x] & 0xffffff) == 0xffffff;

            ink += !white;
            if (x < 20 || y < 20 || x >= 380 || y >= 280)
              g_assert_true (white);
          }
      g_assert_cmpint (ink, >, 400 * 300 / 4);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
on_progress (double share, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (share, >=, *last);
  g_assert_cmpfloat (share, <=, 1);
  *last = share;
}

static void
test_save (void)
{
  static const char *const names[] = { "a.png", "b.JPG", "c.pdf" };
  g_autoptr (VanityContactSheet) sheet = new_sheet (3);
  g_autofree char *folder = g_dir_make_tmp ("vanity-sheet-XXXXXX", NULL);

  for (guint i = 0; sheet != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *bytes = NULL;
      double share = 0;
      gsize size;

      g_assert_true (vanity_contact_sheet_save (sheet, VANITY_PAPER_A4, 100, file, on_progress,
                                                &share, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (share, >, 0.5);
      g_assert_true (g_file_load_contents (file, NULL, &bytes, &size, NULL, NULL));
      if (i == 2)
        g_assert_cmpint (memcmp (bytes, "%PDF", 4), ==, 0);
      else
        {
          g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
          const VanityImage *image;

          g_assert_no_error (error);
          image = vanity_photo_get_image (photo);
          g_assert_cmpint (MAX (image->width, image->height), ==, 1169);
          g_assert_cmpint (MIN (image->width, image->height), ==, 827);
        }
      g_unlink (g_file_peek_path (file));
    }
  g_rmdir (folder);
}

static void
test_refused (void)
{
  g_autoptr (VanityContactSheet) sheet = new_sheet (1);
  g_autofree char *folder = g_dir_make_tmp ("vanity-sheet-XXXXXX", NULL);
  g_autoptr (GFile) odd = g_file_new_build_filename (folder, "sheet.gif", NULL);
  g_autoptr (GFile) nowhere = g_file_new_build_filename (folder, "none", "sheet.png", NULL);
  g_autoptr (GFile) stopped = g_file_new_build_filename (folder, "stopped.png", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (sheet == NULL)
    return;
  g_assert_false (
      vanity_contact_sheet_save (sheet, VANITY_PAPER_A4, 72, odd, NULL, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "sheet.gif"));
  g_clear_error (&error);
  g_assert_false (
      vanity_contact_sheet_save (sheet, VANITY_PAPER_A4, 72, nowhere, NULL, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (vanity_contact_sheet_save (sheet, VANITY_PAPER_A4, 72, stopped, NULL, NULL,
                                             cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Nothing is left of any of them. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact-sheet/pictures", test_pictures);
  g_test_add_func ("/contact-sheet/never-enlarged", test_never_enlarged);
  g_test_add_func ("/contact-sheet/paper", test_paper);
  g_test_add_func ("/contact-sheet/page", test_page);
  g_test_add_func ("/contact-sheet/save", test_save);
  g_test_add_func ("/contact-sheet/refused", test_refused);
  return g_test_run ();
}
