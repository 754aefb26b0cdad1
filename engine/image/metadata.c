#include "image/metadata.h"

#include "base/error.h"
#include "image/iptc.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The XMP toolkit under gexiv2 has global state. */
static GMutex lock;

/* Coordinates, and place names in the fields meant for them. A field whose name begins with one
 * of these goes. */
static const char *place_tags[] = {
  "Exif.GPSInfo.",
  "Exif.Image.GPSTag",
  "Xmp.exif.GPS",
  "Xmp.photoshop.City",
  "Xmp.photoshop.State",
  "Xmp.photoshop.Country",
  "Xmp.iptc.Location",
  "Xmp.iptc.CountryCode",
  "Xmp.iptcExt.LocationCreated",
  "Xmp.iptcExt.LocationShown",
  "Xmp.mwg-rs.Location",
  "Xmp.dwc.Location",
  "Xmp.dwc.locality",
  "Xmp.dwc.municipality",
  "Xmp.dwc.county",
  "Xmp.dwc.country",
  "Xmp.dwc.stateProvince",
  "Exif.Panasonic.City",
  "Exif.Panasonic.Country",
  "Exif.Panasonic.Landmark",
  "Exif.Panasonic.Location",
  "Exif.Panasonic.State",
  "Iptc.Application2.LocationCode",
  "Iptc.Application2.LocationName",
  "Iptc.Application2.City",
  "Iptc.Application2.SubLocation",
  "Iptc.Application2.ProvinceState",
  "Iptc.Application2.CountryCode",
  "Iptc.Application2.CountryName",
};

/* Pictures of the photo as it was, which a copy must not carry along, and what points to parts of
 * the old file that the copy does not have. */
static const char *picture_tags[] = {
  "Exif.Thumbnail.", "Exif.SubThumb",
  "Exif.SubImage",   "Exif.Image2.",
  "Exif.Image3.",    "Exif.MpfInfo.",
  "Xmp.GImage.",     "Xmp.GCamera.",
  "Xmp.Container.",  "Xmp.xmpNote.HasExtendedXMP",
};

static gboolean
has_prefix_of (const char *tag, const char *const *prefixes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix (tag, prefixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
tells_place (const char *tag)
{
  /* Also the camera maker's or an editor's own field for coordinates. */
  return has_prefix_of (tag, place_tags, G_N_ELEMENTS (place_tags)) || strstr (tag, "GPS") != NULL
         || strstr (tag, "Latitude") != NULL || strstr (tag, "Longitude") != NULL;
}

static gboolean
is_picture (const char *tag)
{
  /* Also the camera maker's own, and XMP's list of thumbnails. */
  return has_prefix_of (tag, picture_tags, G_N_ELEMENTS (picture_tags))
         || strstr (tag, "Preview") != NULL || strstr (tag, "Thumbnail") != NULL;
}

static void
remove_tags (GExiv2Metadata *metadata, gboolean (*is_unwanted) (const char *tag))
{
  char **(*list[]) (GExiv2Metadata *) = {
    gexiv2_metadata_get_exif_tags,
    gexiv2_metadata_get_xmp_tags,
    gexiv2_metadata_get_iptc_tags,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    {
      g_auto (GStrv) tags = list[i](metadata);
      for (int j = 0; tags != NULL && tags[j] != NULL; j++)
        if (is_unwanted (tags[j]))
          gexiv2_metadata_try_clear_tag (metadata, tags[j], NULL);
    }
}

static void
update_number (GExiv2Metadata *metadata, const char *tag, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  if (gexiv2_metadata_try_has_tag (metadata, tag, NULL))
    gexiv2_metadata_try_set_tag_string (metadata, tag, text, NULL);
}

static void
initialize (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      gexiv2_initialize ();
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      g_once_init_leave (&once, 1);
    }
}

/* NULL where there is nothing to read. */
static GExiv2Metadata *
open_metadata (GBytes *bytes, int width, int height, int orientation, gboolean keep_location)
{
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  initialize ();

  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  data = g_bytes_get_data (bytes, &size);
  if (size == 0 || !gexiv2_metadata_open_buf (metadata, data, (glong)size, NULL))
    return NULL;

  gexiv2_metadata_try_erase_exif_thumbnail (metadata, NULL);
  update_number (metadata, "Exif.Image.Orientation", orientation);
  update_number (metadata, "Xmp.tiff.Orientation", orientation);
  update_number (metadata, "Exif.Photo.PixelXDimension", width);
  update_number (metadata, "Exif.Photo.PixelYDimension", height);
  update_number (metadata, "Xmp.exif.PixelXDimension", width);
  update_number (metadata, "Xmp.exif.PixelYDimension", height);
  update_number (metadata, "Exif.Image.ImageWidth", width);
  update_number (metadata, "Exif.Image.ImageLength", height);
  update_number (metadata, "Xmp.tiff.ImageWidth", width);
  update_number (metadata, "Xmp.tiff.ImageLength", height);
  remove_tags (metadata, is_picture);
  if (!keep_location)
    remove_tags (metadata, tells_place);
  return g_steal_pointer (&metadata);
}

static GBytes *
exif_block (GExiv2Metadata *metadata)
{
  if (!gexiv2_metadata_has_exif (metadata))
    return NULL;

  GBytes *exif = gexiv2_metadata_get_exif_data (metadata, GEXIV2_BYTE_ORDER_LITTLE, NULL);
  if (exif != NULL && g_bytes_get_size (exif) > VANITY_METADATA_MAX_EXIF)
    {
      g_bytes_unref (exif);
      gexiv2_metadata_try_clear_tag (metadata, "Exif.Photo.MakerNote", NULL);
      exif = gexiv2_metadata_get_exif_data (metadata, GEXIV2_BYTE_ORDER_LITTLE, NULL);
    }
  if (exif != NULL && g_bytes_get_size (exif) == 0)
    g_clear_pointer (&exif, g_bytes_unref);
  return exif;
}

static GBytes *
xmp_packet (GExiv2Metadata *metadata)
{
  if (!gexiv2_metadata_has_xmp (metadata))
    return NULL;

  char *packet
      = gexiv2_metadata_try_generate_xmp_packet (metadata, GEXIV2_USE_COMPACT_FORMAT, 0, NULL);
  return packet != NULL ? g_bytes_new_take (packet, strlen (packet)) : NULL;
}

void
vanity_metadata_read (GBytes *bytes, int width, int height, int orientation, gboolean keep_location,
                      VanityMetadata *metadata)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autoptr (GExiv2Metadata) read
      = open_metadata (bytes, width, height, orientation, keep_location);

  memset (metadata, 0, sizeof *metadata);
  if (read == NULL)
    return;
  metadata->exif = exif_block (read);
  metadata->xmp = xmp_packet (read);
  metadata->iptc = vanity_iptc_from_jpeg (bytes, keep_location);
}

gboolean
vanity_metadata_write_file (GBytes *bytes, int width, int height, gboolean keep_location,
                            const char *path, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autoptr (GExiv2Metadata) read = open_metadata (bytes, width, height, 1, keep_location);
  g_autoptr (GError) cause = NULL;

  if (read == NULL
      || (!gexiv2_metadata_has_exif (read) && !gexiv2_metadata_has_xmp (read)
          && !gexiv2_metadata_has_iptc (read)))
    return TRUE;
  if (gexiv2_metadata_save_file (read, path, &cause))
    return TRUE;

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
               _ ("The photo’s metadata cannot be written: %s"), cause->message);
  return FALSE;
}

void
vanity_metadata_clear (VanityMetadata *metadata)
{
  g_clear_pointer (&metadata->exif, g_bytes_unref);
  g_clear_pointer (&metadata->xmp, g_bytes_unref);
  g_clear_pointer (&metadata->iptc, g_bytes_unref);
}
