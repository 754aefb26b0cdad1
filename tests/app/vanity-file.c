/* The .vanity document as bytes: what is written comes back, and nothing that is wrong gets in. */
#include "app/vanity-file.h"
#include "app/zip.h"
#include "base/error.h"
#include "makeup/look-json.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static GBytes *
make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* Nobody decodes it here. */
static GBytes *
make_photo (void)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      guint8 byte = (guint8)g_rand_int (random);

      g_byte_array_append (array, &byte, 1);
    }

  return g_byte_array_free_to_bytes (array);
}

static void
fill_face (VanityFileFace *face)
{
  memcpy (face->box, (float[]){ 10.5F, 20, 300, 401.25F }, sizeof face->box);
  face->strength = 0.625;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    face->parts[i] = 0.25 * (i + 1);
}

/* Two faces that share a look, one that wears a copy, one that is taken off and corrected. */
static VanityFile *
make_file (void)
{
  g_autoptr (VanityLook) look = vanity_look_find ("rosy", NULL);
  VanityFile *file = vanity_file_new ();
  VanityFileReference *linked, *inside;

  file->photo.name = g_strdup ("Me, “at home”.JPG");
  file->photo.bytes = make_photo ();
  linked = vanity_file_add_reference (file);
  linked->photo.name = g_strdup ("friend.png");
  linked->photo.path = g_strdup ("/somewhere/friend.png");
  linked->photo.relative = g_strdup ("../friend.png");
  linked->photo.size = 12345;
  linked->photo.sha256 = g_strnfill (64, 'a');
  linked->face = 3;
  inside = vanity_file_add_reference (file);
  inside->photo.name = g_strdup ("pasted");
  inside->photo.bytes = make_text ("the bytes of a photo");

  for (int i = 0; i < 4; i++)
    fill_face (vanity_file_add_face (file));
  for (int i = 0; i < 2; i++)
    ((VanityFileFace *)g_ptr_array_index (file->faces, i))->look = vanity_look_ref (look);
  {
    VanityFileFace *copied = g_ptr_array_index (file->faces, 2);
    VanityFileFace *off = g_ptr_array_index (file->faces, 3);

    copied->copied = TRUE;
    copied->foundation = TRUE;
    copied->from[VANITY_CHANGE_EYES] = 1;
    copied->strength = 1.375;
    off->off = TRUE;
    off->options = (VanityAnalysisOptions){ .has_white = TRUE,
                                            .white_x = 12.5,
                                            .white_y = 7,
                                            .has_nudge = TRUE,
                                            .nudge = { 0.5F, -0.25F, 1 },
                                            .is_child = TRUE };
  }
  file->selected = 2;

  return file;
}

static void
test_round (void)
{
  g_autoptr (VanityFile) file = make_file ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vanity_file_encode (file, &error);
  g_autoptr (VanityFile) back = NULL;
  const VanityFileReference *linked, *inside;
  const VanityFileFace *faces[4];
  g_autofree char *one = NULL, *other = NULL;

  g_assert_no_error (error);
  back = vanity_file_decode (bytes, "me.vanity", &error);
  g_assert_no_error (error);

  g_assert_cmpstr (back->photo.name, ==, file->photo.name);
  g_assert_true (g_bytes_equal (back->photo.bytes, file->photo.bytes));
  g_assert_cmpint (back->references->len, ==, 2);
  linked = g_ptr_array_index (back->references, 0);
  inside = g_ptr_array_index (back->references, 1);
  g_assert_null (linked->photo.bytes);
  g_assert_cmpstr (linked->photo.path, ==, "/somewhere/friend.png");
  g_assert_cmpstr (linked->photo.relative, ==, "../friend.png");
  g_assert_cmpint (linked->photo.size, ==, 12345);
  g_assert_cmpint (linked->face, ==, 3);
  g_assert_nonnull (inside->photo.bytes);

  g_assert_cmpint (back->faces->len, ==, 4);
  for (int i = 0; i < 4; i++)
    {
      const VanityFileFace *was = g_ptr_array_index (file->faces, i);

      faces[i] = g_ptr_array_index (back->faces, i);
      g_assert_cmpmem (faces[i]->box, sizeof was->box, was->box, sizeof was->box);
      g_assert_cmpfloat (faces[i]->strength, ==, was->strength);
      g_assert_cmpmem (faces[i]->parts, sizeof was->parts, was->parts, sizeof was->parts);
      g_assert_true (vanity_options_equal (&faces[i]->options, &was->options));
    }
  g_assert_nonnull (faces[0]->look);
  g_assert_true (faces[0]->look == faces[1]->look);
  one = vanity_look_to_json (faces[0]->look);
  other = vanity_look_to_json (((VanityFileFace *)g_ptr_array_index (file->faces, 0))->look);
  g_assert_cmpstr (one, ==, other);
  g_assert_true (faces[2]->copied && faces[2]->foundation);
  g_assert_cmpint (faces[2]->from[VANITY_CHANGE_EYES], ==, 1);
  g_assert_cmpint (faces[2]->from[VANITY_CHANGE_LIPS], ==, 0);
  g_assert_true (faces[3]->off);
  g_assert_cmpint (back->selected, ==, 2);
  g_assert_null (back->thumbnail);
}

static gboolean
holds (const char *data, gsize size, const char *part, gsize part_size)
{
  for (gsize at = 0; at + part_size <= size; at++)
    if (memcmp (data + at, part, part_size) == 0)
      return TRUE;

  return FALSE;
}

/* The first entry is the type, stored, and the photo lies in it as it came. */
static void
test_layout (void)
{
  g_autoptr (VanityFile) file = make_file ();
  g_autoptr (GBytes) bytes = vanity_file_encode (file, NULL);
  gsize size, photo_size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *photo = g_bytes_get_data (file->photo.bytes, &photo_size);

  g_assert_cmpmem (data, 4, "PK\3\4", 4);
  g_assert_cmpmem (data + 30, 8, "mimetype", 8);
  g_assert_true (holds (data, 200, VANITY_FILE_TYPE, strlen (VANITY_FILE_TYPE)));
  g_assert_true (holds (data, size, photo, photo_size));
}

static void
refuse (GBytes *bytes, int code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_file_decode (bytes, "bad.vanity", &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_nonnull (strstr (error->message, "bad.vanity"));
  g_assert_null (strchr (error->message, '\n'));
  if (word != NULL)
    g_assert_nonnull (strstr (error->message, word));
}

/* However much of it there is, and whatever bit is another one: an answer, and no harm. */
static void
test_damaged (void)
{
  g_autoptr (VanityFile) file = make_file ();
  g_autoptr (GBytes) bytes = vanity_file_encode (file, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize n = 0; n < size; n += n < 400 || n > size - 400 ? 1 : 997)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, n);

      refuse (cut, VANITY_ERROR_FORMAT, NULL);
    }
  for (int i = 0; i < 400; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityFile) back = NULL;

      for (int j = 0; j < 3; j++)
        copy[g_rand_int (random) % size] ^= (guint8)(1U << g_rand_int_range (random, 0, 8));
      changed = g_bytes_new (copy, size);
      back = vanity_file_decode (changed, "bad.vanity", &error);
      g_assert_true ((back == NULL) == (error != NULL));
    }
}

/* An archive with a name or a type that the writer would not give. */
static GBytes *
pack (const char *const *names, GBytes *const *contents, unsigned type)
{
  GByteArray *array = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  size_t used = 0, room = 8 << 20;
  g_autofree guint8 *buffer = g_malloc (room);

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, buffer, room, &used);
  for (int i = 0; names[i] != NULL; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize size;
      const void *data = g_bytes_get_data (contents[i], &size);

      archive_entry_set_pathname (entry, names[i]);
      archive_entry_set_filetype (entry, i == 0 ? type : (unsigned)AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, (la_int64_t)size);
      if (type == AE_IFLNK && i == 0)
        archive_entry_set_symlink (entry, "/etc/passwd");
      archive_write_header (archive, entry);
      archive_write_data (archive, data, size);
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  g_byte_array_append (array, buffer, (guint)used);

  return g_byte_array_free_to_bytes (array);
}

static void
test_names (void)
{
  static const char *const bad[]
      = { "../evil", "/etc/evil",    "a/../../evil", "a//b",      "C:evil",
          "a\\evil", "photo/./evil", "a/..",         "\33[2Jevil" };
  g_autoptr (GBytes) text = make_text ("evil");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes
          = pack ((const char *[]){ bad[i], NULL }, (GBytes *[]){ text }, AE_IFREG);

      refuse (bytes, VANITY_ERROR_FORMAT, NULL);
    }
  {
    g_autoptr (GBytes) twice
        = pack ((const char *[]){ "a", "a", NULL }, (GBytes *[]){ text, text }, AE_IFREG);
    g_autoptr (GBytes) link = pack ((const char *[]){ "a", NULL }, (GBytes *[]){ text }, AE_IFLNK);

    refuse (twice, VANITY_ERROR_FORMAT, "same name");
    refuse (link, VANITY_ERROR_FORMAT, NULL);
  }
}

static void
test_bomb (void)
{
  gsize size = 100 << 20;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GBytes) bytes
      = pack ((const char *[]){ "photo/original.png", NULL }, (GBytes *[]){ zeros }, AE_IFREG);

  g_assert_cmpint (g_bytes_get_size (bytes), <, 1 << 20);
  refuse (bytes, VANITY_ERROR_LIMIT, NULL);
}

static void
test_many (void)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_zip_entry_free);
  g_autoptr (GBytes) text = make_text ("x");
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("entry-%d", i);

      g_ptr_array_add (entries, vanity_zip_entry_new (name, text, TRUE));
    }
  bytes = vanity_zip_write (entries, NULL);
  refuse (bytes, VANITY_ERROR_LIMIT, NULL);
}

#define PHOTO "\"photo\":{\"name\":\"p\",\"entry\":\"photo/p\"}"
#define FACE(more) "{\"box\":[0,0,1,1],\"strength\":1,\"parts\":[1,1,1,1,1]" more "}"
#define DOCUMENT(faces)                                                                            \
  "{\"vanity-document\":1," PHOTO ",\"references\":[],\"faces\":[" faces "],\"selected\":0}"

static void
test_json (void)
{
  static const struct
  {
    const char *json;
    int code; /* −1: it is right */
    const char *word;
  } cases[] = {
    { DOCUMENT (""), -1, NULL },
    { DOCUMENT (FACE ("")), -1, NULL },
    { DOCUMENT (FACE (",\"from-the-future\":[]")), -1, NULL },
    { "", VANITY_ERROR_FORMAT, "document.json" },
    { "[]", VANITY_ERROR_VALUE, "vanity-document" },
    { "{}", VANITY_ERROR_VALUE, "vanity-document" },
    { "{\"vanity-document\":", VANITY_ERROR_FORMAT, "document.json" },
    { "{\"vanity-document\":2}", VANITY_ERROR_UNSUPPORTED, "version 2" },
    { "{\"vanity-document\":1e300}", VANITY_ERROR_VALUE, "vanity-document" },
    { "{\"vanity-document\":1}", VANITY_ERROR_VALUE, "photo" },
    { "{\"vanity-document\":1,\"photo\":{\"name\":\"p\",\"entry\":\"nowhere\"}}",
      VANITY_ERROR_FORMAT, "nowhere" },
    { "{\"vanity-document\":1,\"photo\":{\"name\":\"p\",\"link\":{\"path\":\"/p\",\"size\":1,"
      "\"sha256\":\"../x\"}}}",
      VANITY_ERROR_VALUE, "sha256" },
    { DOCUMENT (FACE (",\"look\":\"looks/9.json\"")), VANITY_ERROR_VALUE, "look" },
    { DOCUMENT (FACE (",\"look\":\"photo/p\"")), VANITY_ERROR_FORMAT, "photo/p" },
    { DOCUMENT (FACE (",\"from\":[0,0,0,0,0]")), VANITY_ERROR_VALUE, "from" },
    { DOCUMENT (FACE (",\"white\":[-5,1e99]")), VANITY_ERROR_VALUE, "white" },
    { DOCUMENT (FACE (",\"nudge\":{}")), VANITY_ERROR_VALUE, "lighter" },
    { DOCUMENT ("{\"box\":[0,0,1],\"strength\":1,\"parts\":[1,1,1,1,1]}"), VANITY_ERROR_VALUE,
      "box" },
    { DOCUMENT ("{\"box\":[0,0,1,1],\"strength\":7,\"parts\":[1,1,1,1,1]}"), VANITY_ERROR_VALUE,
      "strength" },
    { DOCUMENT ("{\"box\":[0,0,1,1],\"strength\":1,\"parts\":[1,1,1,1,-1]}"), VANITY_ERROR_VALUE,
      "parts" },
    { DOCUMENT ("7"), VANITY_ERROR_VALUE, "faces" },
    { "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", VANITY_ERROR_FORMAT, "document.json" },
    { "{\"vanity-document\":1,\"photo\":\"\xff\xfe\"}", VANITY_ERROR_FORMAT, "document.json" },
  };
  g_autoptr (GBytes) type = make_text (VANITY_FILE_TYPE);
  g_autoptr (GBytes) photo = make_text ("p");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = make_text (cases[i].json);
      g_autoptr (GBytes) bytes
          = pack ((const char *[]){ "mimetype", "document.json", "photo/p", NULL },
                  (GBytes *[]){ type, json, photo }, AE_IFREG);

      if (cases[i].code < 0)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (VanityFile) file = vanity_file_decode (bytes, "good.vanity", &error);

          g_assert_no_error (error);
        }
      else
        refuse (bytes, cases[i].code, cases[i].word);
    }
  {
    g_autoptr (GBytes) other = make_text ("application/zip");
    g_autoptr (GBytes) bytes
        = pack ((const char *[]){ "mimetype", NULL }, (GBytes *[]){ other }, AE_IFREG);

    refuse (bytes, VANITY_ERROR_FORMAT, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/vanity-file/round", test_round);
  g_test_add_func ("/app/vanity-file/layout", test_layout);
  g_test_add_func ("/app/vanity-file/damaged", test_damaged);
  g_test_add_func ("/app/vanity-file/names", test_names);
  g_test_add_func ("/app/vanity-file/bomb", test_bomb);
  g_test_add_func ("/app/vanity-file/many", test_many);
  g_test_add_func ("/app/vanity-file/json", test_json);

  return g_test_run ();
}
