/* vanity-cli transfer: the makeup of other photos. */
#include "cli-copy.h"

#include "base/error.h"
#include "copy-options.h"
#include "json-line.h"
#include "transfer/recipe.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is worked through with. */
typedef struct
{
  VanityCopyOrder *order;
  VanityTransferModel *model;
  GPtrArray *references; /* VanityReference, as the order's sources */
  GPtrArray *warnings;   /* lines about them */
  VanityTransferWish wish;
  const char *recipe; /* where it goes, or NULL */
  gboolean json, is_many;
} Transfer;

static int
choose_face (const VanityCopySource *source, GPtrArray *faces, GError **error)
{
  if (source->face == 0 && faces->len > 1)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   ngettext ("%u face was found; --from-face says which of them counts, 1 being "
                             "the largest",
                             "%u faces were found; --from-face says which of them counts, 1 being "
                             "the largest",
                             faces->len),
                   faces->len);
      return -1;
    }
  return MAX (source->face, 1) - 1;
}

static VanityReference *
load_reference (const VanityCopySource *source, VanityFaceFinder *finder, int size,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (source->path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, error);
  g_autoptr (GPtrArray) faces = NULL;
  int face;

  if (!photo)
    return NULL;
  faces = vanity_makeover_find_faces (photo, finder, source->face, cancellable, error);
  face = faces ? choose_face (source, faces, error) : -1;
  return face < 0 ? NULL
                  : vanity_reference_new (vanity_photo_get_image (photo), faces->pdata[face], size,
                                          VANITY_GLASSES_UNKNOWN, error);
}

/* Whether the source gives anything of the part. */
static gboolean
gives (const VanityCopyPart *part, int source)
{
  return part->worn
         && ((part->from == source && part->blend < 1) || (part->to == source && part->blend > 0));
}

/* Once, where a photo is named twice. */
static void G_GNUC_PRINTF (2, 3) add_warning (const Transfer *transfer, const char *format, ...)
{
  va_list args;
  char *line;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (g_ptr_array_find_with_equal_func (transfer->warnings, line, g_str_equal, NULL))
    g_free (line);
  else
    g_ptr_array_add (transfer->warnings, line);
}

/* Of what is asked of a reference, says what cannot be had, and what else stands in the way; an
 * error where nothing can be had. */
static gboolean
check_reference (const Transfer *transfer, int index, GError **error)
{
  const VanityCopySource *source = transfer->order->sources->pdata[index];
  const VanityReference *reference = transfer->references->pdata[index];
  guint flags = reference->flags & ~(guint)VANITY_REFERENCE_COVERED;
  g_autoptr (GString) missing = g_string_new (NULL);
  int n_asked = 0, n_had = 0;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      if (!gives (&transfer->order->parts[i], index))
        continue;
      n_asked++;
      n_had += reference->available[i];
      if (!reference->available[i])
        g_string_append_printf (missing, " %s", vanity_reference_part_get_text (i));
    }
  if (n_asked > 0 && n_had == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("nothing of what is asked for can be copied:%s"), missing->str);
      return FALSE;
    }
  if (missing->len > 0)
    add_warning (transfer, "%s:%s", source->path, missing->str);
  for (int i = 0; i < VANITY_REFERENCE_N_FLAGS && n_asked > 0; i++)
    if (flags & (1u << i))
      add_warning (transfer, "%s: %s", source->path, vanity_reference_flag_get_text (1u << i));
  return TRUE;
}

static gboolean
load_references (Transfer *transfer, GCancellable *cancellable, GError **error)
{
  GPtrArray *sources = transfer->order->sources;
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (error);

  for (guint i = 0; i < sources->len; i++)
    {
      const VanityCopySource *source = sources->pdata[i];
      VanityReference *reference
          = finder
                ? load_reference (source, finder, vanity_transfer_model_get_size (transfer->model),
                                  cancellable, error)
                : NULL;

      if (reference)
        g_ptr_array_add (transfer->references, reference);
      if (!reference || !check_reference (transfer, (int)i, error))
        {
          vanity_cli_name_file (error, source->path);
          return FALSE;
        }
    }
  return TRUE;
}

static void
make_wish (Transfer *transfer)
{
  VanityTransferWish *wish = &transfer->wish;

  vanity_transfer_wish_init (wish, NULL);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      const VanityCopyPart *part = &transfer->order->parts[i];

      if (part->worn)
        wish->parts[i] = (VanityTransferPart){
          transfer->references->pdata[part->from],
          part->to >= 0 ? transfer->references->pdata[part->to] : NULL,
          part->blend,
        };
    }
  wish->foundation = transfer->order->parts[VANITY_CHANGE_SKIN].worn ? 1 : 0;
}

static void
add_reference (JsonBuilder *json, const Transfer *transfer, int index)
{
  const VanityCopySource *source = transfer->order->sources->pdata[index];
  const VanityReference *reference = transfer->references->pdata[index];
  gboolean asked[VANITY_N_CHANGES];
  double shown[VANITY_N_CHANGES];

  json_builder_begin_object (json);
  vanity_cli_add_file (json, "file", source->path);
  json_builder_set_member_name (json, "face");
  json_builder_add_int_value (json, MAX (source->face, 1));
  json_builder_set_member_name (json, "regions");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      asked[i] = gives (&transfer->order->parts[i], index);
      shown[i] = reference->shown[i];
      if (asked[i] && reference->available[i])
        json_builder_add_string_value (json, vanity_copy_get_word (i));
    }
  json_builder_end_array (json);
  vanity_cli_add_parts (json, "shown", shown, asked);
  json_builder_set_member_name (json, "warnings");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_REFERENCE_N_FLAGS; i++)
    if (reference->flags & (1u << i))
      json_builder_add_string_value (json, vanity_reference_flag_get_id (1u << i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* The look is called as the photo that its first part is from. */
static void
name_look (const Transfer *transfer, VanityLook *look)
{
  int part = 0;
  const VanityCopySource *source;
  char *dot;

  while (!transfer->order->parts[part].worn)
    part++;
  source = transfer->order->sources->pdata[transfer->order->parts[part].from];
  g_free (look->name);
  look->name = g_filename_display_basename (source->path);
  dot = strrchr (look->name, '.');
  if (dot && dot != look->name)
    *dot = '\0';
}

/* The look that explains the change: to its file, and to what is told of the face. */
static gboolean
explain (const Transfer *transfer, VanityFaceChange *change, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (VanityRecipe) recipe
      = vanity_recipe_new (change->texture, change->change, change->strength, cancellable, error);
  g_autoptr (GFile) file = transfer->recipe ? g_file_new_for_path (transfer->recipe) : NULL;
  JsonObject *more;

  if (!recipe)
    return FALSE;
  name_look (transfer, recipe->look);
  if (file && !vanity_look_save (recipe->look, file, error))
    return FALSE;
  more = json_object_new ();
  json_object_set_member (more, "recipe", vanity_recipe_to_json (recipe));
  change->more = json_node_init_object (json_node_alloc (), more);
  json_object_unref (more);
  return TRUE;
}

static gboolean
copy_makeup (VanityBatchItem *item, VanityFaceChange *change, gconstpointer data,
             GCancellable *cancellable, GError **error)
{
  const Transfer *transfer = data;
  g_autoptr (VanityTransferResult) result
      = vanity_transfer_run (transfer->model, change->texture, &transfer->wish, cancellable, error);

  if (!result)
    return FALSE;
  change->change = g_steal_pointer (&result->change);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    change->strength[i] = transfer->order->parts[i].strength;
  vanity_readout_get_wanted (&transfer->wish, &change->wanted);
  if (change->texture->glasses && change->strength[VANITY_CHANGE_EYES] > 0)
    vanity_cli_add_note (item, _ ("Eyes behind glasses stay as they are."));
  return (!transfer->json && !transfer->recipe) || explain (transfer, change, cancellable, error);
}

static VanityImage *
transfer_photo (VanityBatchItem *item, const VanityMakeover *makeover, VanityImage *before,
                GPtrArray *faces, GCancellable *cancellable, GError **error)
{
  const Transfer *transfer = makeover->data;
  g_autoptr (JsonBuilder) json = transfer->json ? json_builder_new () : NULL;
  g_autoptr (VanityImage) after = NULL;

  if (transfer->recipe && makeover->face == 0 && faces->len > 1)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   ngettext ("%u face was found; a recipe is of one: --face says which",
                             "%u faces were found; a recipe is of one: --face says which",
                             faces->len),
                   faces->len);
      return NULL;
    }
  if (json)
    {
      vanity_cli_begin_photo (json, item, transfer->is_many);
      json_builder_set_member_name (json, "references");
      json_builder_begin_array (json);
      for (guint i = 0; i < transfer->references->len; i++)
        add_reference (json, transfer, (int)i);
      json_builder_end_array (json);
    }
  after = vanity_cli_change_faces (item, makeover, before, faces,
                                   vanity_transfer_model_get_size (transfer->model), copy_makeup,
                                   transfer, json, cancellable, error);
  if (after && json)
    {
      json_builder_end_object (json);
      item->text = vanity_json_dup_line (json);
    }
  return g_steal_pointer (&after);
}

static gboolean
check_recipe (const char *recipe, const VanityBatchItem *item)
{
  g_autofree char *file = g_canonicalize_filename (recipe, NULL);
  g_autofree char *output = g_canonicalize_filename (item->output, NULL);

  if (!g_str_equal (file, output))
    return TRUE;
  vanity_cli_usage (_ ("photo and recipe would both be written to %s"), recipe);
  return FALSE;
}

/* Nothing that is read, and no result, is written over. */
static gboolean
check_files (const Transfer *transfer, const VanityBatch *batch, const char *model)
{
  if (transfer->recipe && batch->is_many)
    {
      vanity_cli_usage (_ ("--recipe is of one photo, and several are named"));
      return FALSE;
    }
  if (transfer->recipe && !*transfer->recipe)
    {
      vanity_cli_usage (_ ("--recipe is empty; it names the look file to write"));
      return FALSE;
    }
  for (guint i = 0; transfer->recipe && i < batch->items->len; i++)
    if (!vanity_batch_spare (batch, ((VanityBatchItem *)batch->items->pdata[i])->path,
                             transfer->recipe))
      return FALSE;
  if (model && !vanity_batch_spare (batch, model, transfer->recipe))
    return FALSE;
  for (guint i = 0; i < transfer->order->sources->len; i++)
    {
      const VanityCopySource *source = transfer->order->sources->pdata[i];

      if (!vanity_batch_spare (batch, source->path, transfer->recipe))
        return FALSE;
    }
  return !transfer->recipe || check_recipe (transfer->recipe, batch->items->pdata[0]);
}

static VanityExit
run (Transfer *transfer, const VanityMakeover *makeover, VanityBatch *batch, const char *model)
{
  GCancellable *cancellable = vanity_batch_watch_signals ();
  g_autoptr (GError) error = NULL;
  VanityExit status;

  transfer->model = vanity_cli_load_generator (model, &error);
  if (!transfer->model || !load_references (transfer, cancellable, &error))
    return vanity_cli_fail (error);
  make_wish (transfer);
  status = vanity_makeover_run (makeover, batch);
  /* Where nothing came of it, why is the one thing to say. */
  for (guint i = 0; i < transfer->warnings->len && (status == VANITY_EXIT_DONE || batch->is_many);
       i++)
    g_printerr ("%s\n", (char *)transfer->warnings->pdata[i]);
  return status;
}

static void
transfer_clear (Transfer *transfer)
{
  g_clear_pointer (&transfer->order, vanity_copy_order_free);
  g_clear_pointer (&transfer->model, vanity_transfer_model_unref);
  g_clear_pointer (&transfer->references, g_ptr_array_unref);
  g_clear_pointer (&transfer->warnings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfer, transfer_clear)

VanityExit
vanity_cli_transfer (int argc, char **argv)
{
  g_auto (Transfer) transfer = { 0 };
  g_auto (VanityMakeover) makeover
      = { .make = transfer_photo, .data = &transfer, .options.argv = g_strdupv (argv) };
  g_auto (VanityCopyOptions) options = { 0 };
  g_autofree char *model = NULL, *recipe = NULL;
  const GOptionEntry entries[] = {
    { "from", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.from,
      N_ ("A photo whose makeup is worn; with regions before it, as lips,eyes=FILE, only theirs. "
          "Several times for several photos"),
      N_ ("FILE") },
    { "from-face", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.from_face,
      N_ ("Whose makeup, where there are several faces; 1 is the largest. The first is of the "
          "first --from, and so on, then of --blend"),
      "N" },
    { "blend", 'b', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.blend,
      N_ ("Something between two photos: SHARE, from 0 to 1, of this one, and the rest of --from; "
          "regions may stand before it"),
      N_ ("FILE:SHARE") },
    { "regions", 0, 0, G_OPTION_ARG_STRING, &options.regions,
      N_ ("Only these of lips, eyes, cheeks, brows and skin (default: all but skin)"),
      N_ ("LIST") },
    { "strength", 's', 0, G_OPTION_ARG_STRING, &options.strength,
      N_ ("How much of it, from 0 to 1.5 (default: 1); by region as lips=1.2,eyes=0.5"),
      N_ ("LIST") },
    { "foundation", 0, 0, G_OPTION_ARG_NONE, &options.foundation,
      N_ ("Its foundation, too: skin is evened, in its own tone"), NULL },
    { "recipe", 0, 0, G_OPTION_ARG_FILENAME, &recipe,
      N_ ("Write the look of ordinary layers that comes nearest"), N_ ("LOOK.json") },
    VANITY_CLI_GENERATOR_ENTRY (&model),
    VANITY_MAKEOVER_FACE_ENTRY (&makeover),
    VANITY_MAKEOVER_OUTPUT_ENTRY (&makeover),
    VANITY_MAKEOVER_LOCATION_ENTRY (&makeover),
    { "json", 'j', 0, G_OPTION_ARG_NONE, &makeover.options.json,
      N_ ("One JSON object a photo and line: what was copied, what it did, and its recipe"), NULL },
    VANITY_BATCH_LOG_ENTRIES (&makeover.options),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityBatch) batch = NULL;
  VanityExit status;

  if (!vanity_cli_parse (
          &argc, &argv, _ ("PHOTO… --from FILE"),
          _ ("Puts the makeup of one photo, or of several, on the faces of others. Skin, features "
             "and light stay those of the person, and so does every pixel without makeup. What "
             "stands in the way of copying is said on standard error."),
          entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("no photo is named"));
  transfer.order = vanity_copy_options_parse (&options);
  if (!transfer.order || !vanity_makeover_parse (&makeover))
    return VANITY_EXIT_USAGE;
  transfer.references = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_reference_unref);
  transfer.warnings = g_ptr_array_new_with_free_func (g_free);
  transfer.recipe = recipe;
  batch = vanity_batch_new (names, makeover.output, &status);
  if (!batch)
    return status;
  transfer.is_many = batch->is_many;
  transfer.json = makeover.options.json;
  if (!check_files (&transfer, batch, model))
    return VANITY_EXIT_USAGE;
  return run (&transfer, &makeover, batch, model);
}
