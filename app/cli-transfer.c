/* vanity-cli transfer: the makeup of other photos. */
#include "cli-copy.h"

#include "base/error.h"
#include "copy-makeup.h"
#include "copy-options.h"
#include "find-faces.h"
#include "json-line.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is worked through with. */
typedef struct
{
  VanityCopyWork work;
  VanityCopyOrder *order;
  GPtrArray *warnings; /* lines about references */
  const char *recipe;  /* where it goes, or NULL */
  gboolean json, is_many;
} Transfer;

/* Once, where a photo is named twice. Takes `line`. */
static void
take_warning (const Transfer *transfer, char *line)
{
  if (g_ptr_array_find_with_equal_func (transfer->warnings, line, g_str_equal, NULL))
    g_free (line);
  else
    g_ptr_array_add (transfer->warnings, line);
}

static gboolean
check_face (const VanityCopySource *source, const GPtrArray *faces, GError **error)
{
  if (source->face != 0 || faces->len == 1)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               ngettext ("%u face was found; --from-face says which of them counts, 1 being "
                         "the largest",
                         "%u faces were found; --from-face says which of them counts, 1 being "
                         "the largest",
                         faces->len),
               faces->len);
  return FALSE;
}

static VanityReference *
load_reference (const Transfer *transfer, const VanityCopySource *source, VanityFaceFinder *finder,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (source->path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, error);
  g_autoptr (GPtrArray) faces = NULL;

  if (!photo)
    return NULL;
  faces = vanity_find_faces (photo, finder, source->face, cancellable, error);
  if (!faces || !check_face (source, faces, error))
    return NULL;
  return vanity_reference_new (
      vanity_photo_get_image (photo), faces->pdata[MAX (source->face, 1) - 1],
      vanity_transfer_model_get_size (transfer->work.model), VANITY_GLASSES_UNKNOWN, error);
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
          = finder ? load_reference (transfer, source, finder, cancellable, error) : NULL;
      g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

      if (reference)
        g_ptr_array_add (transfer->work.references, reference);
      if (!reference || !vanity_copy_check_reference (&transfer->work, (int)i, sentences, error))
        {
          vanity_cli_name_file (error, source->path);
          return FALSE;
        }
      for (guint k = 0; k < sentences->len; k++)
        take_warning (transfer,
                      g_strdup_printf ("%s: %s", source->path, (char *)sentences->pdata[k]));
    }
  return TRUE;
}

/* The look is called as the photo that its first part is from. */
static char *
dup_look_name (const Transfer *transfer)
{
  int part = 0;
  const VanityCopySource *source;
  char *name, *dot;

  while (!transfer->order->parts[part].worn)
    part++;
  source = transfer->order->sources->pdata[transfer->order->parts[part].from];
  name = g_filename_display_basename (source->path);
  dot = strrchr (name, '.');
  if (dot && dot != name)
    *dot = '\0';
  return name;
}

static VanityImage *
transfer_photo (VanityBatchItem *item, const VanityMakeover *makeover, VanityImage *before,
                GPtrArray *faces, GCancellable *cancellable, GError **error)
{
  const Transfer *transfer = makeover->data;
  g_autoptr (JsonBuilder) json = transfer->json ? json_builder_new () : NULL;
  g_autoptr (VanityImage) after = NULL;
  char *note = NULL;

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
    vanity_cli_begin_photo (json, item, transfer->is_many);
  after = vanity_copy_wear (&transfer->work, before, faces, makeover->face, json, &note,
                            cancellable, error);
  vanity_cli_take_note (item, note);
  if (after && json)
    {
      json_builder_end_object (json);
      item->text = vanity_json_dup_line (json);
    }
  return g_steal_pointer (&after);
}

static gboolean
transfer_by_service (VanityBatchItem *item, const VanityMakeover *makeover,
                     GCancellable *cancellable, GError **error)
{
  const Transfer *transfer = makeover->data;

  return vanity_cli_service_transfer (makeover->service, item, makeover->face, transfer->order,
                                      &makeover->save, transfer->json, transfer->is_many,
                                      cancellable, error);
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
run (Transfer *transfer, VanityMakeover *makeover, VanityBatch *batch, const char *model)
{
  GCancellable *cancellable = vanity_batch_watch_signals ();
  g_autoptr (GError) error = NULL;
  VanityExit status;

  /* The service says itself what stands in the way. */
  if (makeover->via_service)
    return vanity_makeover_run (makeover, batch);
  transfer->work.model = vanity_cli_load_generator (model, &error);
  if (!transfer->work.model || !load_references (transfer, cancellable, &error))
    return vanity_cli_fail (error);
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
  vanity_copy_work_clear (&transfer->work);
  g_clear_pointer (&transfer->order, vanity_copy_order_free);
  g_clear_pointer (&transfer->warnings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfer, transfer_clear)

VanityExit
vanity_cli_transfer (int argc, char **argv)
{
  g_auto (Transfer) transfer = { 0 };
  g_auto (VanityMakeover) makeover = { .make = transfer_photo,
                                       .serve = transfer_by_service,
                                       .data = &transfer,
                                       .options.argv = g_strdupv (argv) };
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
    VANITY_CLI_SERVICE_ENTRY (&makeover.via_service),
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
  if (makeover.via_service && (model || recipe))
    return vanity_cli_usage (_ ("--via-service does without --model and --recipe"));
  transfer.order = vanity_copy_options_parse (&options);
  if (!transfer.order || !vanity_makeover_parse (&makeover))
    return VANITY_EXIT_USAGE;
  transfer.warnings = g_ptr_array_new_with_free_func (g_free);
  transfer.recipe = recipe;
  batch = vanity_batch_new (names, makeover.output, &status);
  if (!batch)
    return status;
  transfer.is_many = batch->is_many;
  transfer.json = makeover.options.json;
  vanity_copy_work_init (&transfer.work, transfer.order);
  transfer.work.explain = transfer.json || recipe;
  transfer.work.recipe = recipe ? g_file_new_for_path (recipe) : NULL;
  transfer.work.look_name = dup_look_name (&transfer);
  if (!check_files (&transfer, batch, model))
    return VANITY_EXIT_USAGE;
  return run (&transfer, &makeover, batch, model);
}
