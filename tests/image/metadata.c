#define _GNU_SOURCE /* memmem */

#include "image/metadata.h"

#include "fixtures.h"
#include "image/iptc.h"
#include "image/orientation.h"

#include <gexiv2/gexiv2.h>
#include <string.h>

#define SECRET "Kleinkleckersdorf"
#define BEFORE "aGVyIGZhY2UgYmVmb3Jl" /* in Base64, as XMP holds pictures */

static const struct
{
  const char *tag, *value;
} places[] = {
  { "Exif.GPSInfo.GPSLatitude", "53/1 33/1 1/1" },
  { "Exif.GPSInfo.GPSLatitudeRef", "N" },
  { "Exif.GPSInfo.GPSLongitude", "9/1 59/1 1/1" },
  { "Xmp.exif.GPSLatitude", "53,33.5N" },
  { "Xmp.exif.GPSLongitude", "9,59.5E" },
  { "Xmp.photoshop.City", SECRET },
  { "Xmp.iptc.Location", SECRET },
  { "Iptc.Application2.City", SECRET },
  { "Iptc.Application2.SubLocation", SECRET },
};

static const struct
{
  const char *tag, *value;
} others[] = {
  { "Exif.Image.Make", "Maker" },
  { "Exif.Photo.DateTimeOriginal", "2024:05:06 07:08:09" },
  { "Exif.Photo.PixelXDimension", "4000" },
  { "Exif.Image.Orientation", "6" },
  { "Xmp.dc.format", "image/jpeg" },
  { "Iptc.Application2.Caption", "A day out" },
};

/* Where files keep smaller pictures of themselves, but for the Exif thumbnail. */
static const struct
{
  const char *tag, *value;
} pictures[] = {
  { "Xmp.xmp.Thumbnails[1]/xmpGImg:format", "JPEG" },
  { "Xmp.xmp.Thumbnails[1]/xmpGImg:image", BEFORE },
};

/* A JPEG that says all of it. */
static GBytes *
talkative_jpeg (void)
{
  g_autoptr (VanityImage) image = fixture_image (32, 24, 8, FALSE, 1);
  g_autoptr (GBytes) plain = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "x.jpg", NULL);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError) error = NULL;

  fixture_write (path, plain);
  gexiv2_metadata_open_path (metadata, path, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    gexiv2_metadata_try_set_tag_string (metadata, places[i].tag, places[i].value, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    gexiv2_metadata_try_set_tag_string (metadata, others[i].tag, others[i].value, &error);
  gexiv2_metadata_try_set_xmp_tag_struct (metadata, "Xmp.xmp.Thumbnails", GEXIV2_STRUCTURE_XA_ALT,
                                          &error);
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    gexiv2_metadata_try_set_tag_string (metadata, pictures[i].tag, pictures[i].value, &error);
  g_assert_no_error (error);
  g_assert_true (gexiv2_metadata_set_exif_thumbnail_from_file (metadata, path, &error));
  g_assert_true (gexiv2_metadata_save_file (metadata, path, &error));
  g_assert_no_error (error);

  GBytes *bytes = fixture_read (path);
  fixture_remove (folder);
  return bytes;
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL && memmem (data, size, text, strlen (text)) != NULL;
}

/* Puts what was read into a plain JPEG by hand, and lets gexiv2 read that. */
static GExiv2Metadata *
reopen (const VanityMetadata *metadata)
{
  GExiv2Metadata *read = gexiv2_metadata_new ();
  g_autoptr (GByteArray) jpeg = g_byte_array_new ();
  GBytes *blocks[2] = { metadata->exif, metadata->xmp };
  static const char *headers[2] = { "Exif\0", "http://ns.adobe.com/xap/1.0/" };
  static const gsize n_headers[2] = { 6, 29 };
  g_autoptr (GError) error = NULL;

  g_byte_array_append (jpeg, (const guint8 *)"\xff\xd8", 2);
  for (int i = 0; i < 2; i++)
    if (blocks[i] != NULL)
      {
        gsize size;
        const guint8 *data = g_bytes_get_data (blocks[i], &size);
        gsize length = size + n_headers[i] + 2;
        guint8 marker[4] = { 0xff, 0xe1, (guint8)(length >> 8), (guint8)length };
        g_byte_array_append (jpeg, marker, 4);
        g_byte_array_append (jpeg, (const guint8 *)headers[i], (guint)n_headers[i]);
        g_byte_array_append (jpeg, data, (guint)size);
      }
  g_byte_array_append (jpeg, (const guint8 *)"\xff\xda\0\2\xff\xd9", 6);
  g_assert_true (gexiv2_metadata_open_buf (read, jpeg->data, jpeg->len, &error));
  g_assert_no_error (error);
  return read;
}

static void
test_places_removed (void)
{
  g_autoptr (GBytes) jpeg = talkative_jpeg ();
  g_auto (VanityMetadata) metadata = { 0 };

  g_assert_true (contains (jpeg, SECRET));
  vanity_metadata_read (jpeg, 32, 24, 1, FALSE, &metadata);
  g_autoptr (GExiv2Metadata) read = reopen (&metadata);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_false (gexiv2_metadata_try_has_tag (read, places[i].tag, NULL));
  g_assert_false (contains (metadata.exif, SECRET));
  g_assert_false (contains (metadata.xmp, SECRET));
  g_assert_false (contains (metadata.iptc, SECRET));
  g_assert_false (contains (metadata.xmp, "GPS"));
}

static void
test_pictures_removed (void)
{
  g_autoptr (GBytes) jpeg = talkative_jpeg ();
  g_auto (VanityMetadata) metadata = { 0 };

  g_assert_true (contains (jpeg, BEFORE));
  vanity_metadata_read (jpeg, 32, 24, 1, TRUE, &metadata);
  g_autoptr (GExiv2Metadata) read = reopen (&metadata);
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_assert_false (gexiv2_metadata_try_has_tag (read, pictures[i].tag, NULL));
  g_assert_false (contains (metadata.xmp, BEFORE));
  g_assert_false (contains (metadata.exif, "\xff\xd8\xff")); /* where the thumbnail was */
}

static void
test_others_kept (void)
{
  g_autoptr (GBytes) jpeg = talkative_jpeg ();
  g_auto (VanityMetadata) metadata = { 0 };

  vanity_metadata_read (jpeg, 32, 24, 3, FALSE, &metadata);
  g_autoptr (GExiv2Metadata) read = reopen (&metadata);
  g_autofree char *make = gexiv2_metadata_try_get_tag_string (read, "Exif.Image.Make", NULL);
  g_autofree char *date
      = gexiv2_metadata_try_get_tag_string (read, "Exif.Photo.DateTimeOriginal", NULL);
  g_autofree char *format = gexiv2_metadata_try_get_tag_string (read, "Xmp.dc.format", NULL);
  g_autofree guint8 *thumbnail = NULL;
  int size;

  g_assert_cmpstr (make, ==, "Maker");
  g_assert_cmpstr (date, ==, "2024:05:06 07:08:09");
  g_assert_cmpstr (format, ==, "image/jpeg");
  g_assert_true (contains (metadata.iptc, "A day out"));

  /* What is no longer true of the copy. */
  g_assert_cmpint (gexiv2_metadata_try_get_tag_long (read, "Exif.Image.Orientation", NULL), ==, 3);
  g_assert_cmpint (gexiv2_metadata_try_get_tag_long (read, "Exif.Photo.PixelXDimension", NULL), ==,
                   32);
  g_assert_false (gexiv2_metadata_get_exif_thumbnail (read, &thumbnail, &size));
}

static void
test_location_kept (void)
{
  g_autoptr (GBytes) jpeg = talkative_jpeg ();
  g_auto (VanityMetadata) metadata = { 0 };

  vanity_metadata_read (jpeg, 32, 24, 1, TRUE, &metadata);
  g_autoptr (GExiv2Metadata) read = reopen (&metadata);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (!g_str_has_prefix (places[i].tag, "Iptc."))
      g_assert_true (gexiv2_metadata_try_has_tag (read, places[i].tag, NULL));
  g_assert_true (contains (metadata.iptc, SECRET));
}

static void
test_nothing (void)
{
  g_autoptr (VanityImage) image = fixture_image (8, 8, 8, FALSE, 1);
  g_autoptr (GBytes) plain = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  GBytes *all[] = { NULL, plain, junk };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_auto (VanityMetadata) metadata = { 0 };
      vanity_metadata_read (all[i], 8, 8, 1, FALSE, &metadata);
      g_assert_null (metadata.exif);
      g_assert_null (metadata.xmp);
      g_assert_null (metadata.iptc);
    }
}

static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (GBytes) jpeg = talkative_jpeg ();

  for (int i = 0; i < 300; i++)
    {
      gsize size = g_bytes_get_size (jpeg);
      guint8 *data = g_memdup2 (g_bytes_get_data (jpeg, NULL), size);
      g_auto (VanityMetadata) metadata = { 0 };

      for (int flip = 0; flip < 5; flip++)
        data[g_rand_int_range (rand, 2, MIN (3000, (int)size))]
            = (guint8)g_rand_int_range (rand, 0, 256);
      g_autoptr (GBytes) damaged
          = g_bytes_new_take (data, i % 2 ? size : (gsize)g_rand_int_range (rand, 0, 3000));
      vanity_metadata_read (damaged, 8, 8, 1, FALSE, &metadata);
      g_assert_false (contains (metadata.iptc, SECRET));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/metadata/nothing", test_nothing);
  g_test_add_func ("/image/metadata/places-removed", test_places_removed);
  g_test_add_func ("/image/metadata/pictures-removed", test_pictures_removed);
  g_test_add_func ("/image/metadata/others-kept", test_others_kept);
  g_test_add_func ("/image/metadata/location-kept", test_location_kept);
  g_test_add_func ("/image/metadata/damaged", test_damaged);
  return g_test_run ();
}
