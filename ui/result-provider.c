#include "ui/result-provider.h"

#include "app/export.h"
#include "app/kept.h"

#include <string.h>

#define FILE_LIST "text/uri-list"
#define PICTURE "image/png"

typedef struct
{
  GFile *file;
  gboolean is_made;
  GPtrArray *waiting; /* GTask, until it is made */
  VanityJobSlot making;
} Result;

struct _VanityResultProvider
{
  GdkContentProvider parent_instance;

  VanityDocument *document;
  Result file; /* in the photo's own format */
  Result picture;
};

G_DEFINE_FINAL_TYPE (VanityResultProvider, vanity_result_provider, GDK_TYPE_CONTENT_PROVIDER)

/* What is asked for of one of them. */
typedef struct
{
  GOutputStream *stream;
  gboolean as_list;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->stream);
  g_free (wish);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
answer (Result *result, GTask *task)
{
  Wish *wish = g_task_get_task_data (task);
  g_autofree char *uri = g_file_get_uri (result->file);
  char *bytes = NULL;
  gsize size = 0;
  GError *error = NULL;

  if (wish->as_list)
    {
      bytes = g_strconcat (uri, "\r\n", NULL);
      size = strlen (bytes);
    }
  else if (!g_file_load_contents (result->file, NULL, &bytes, &size, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_object_set_data_full (G_OBJECT (task), "bytes", bytes, g_free);
  g_output_stream_write_all_async (wish->stream, bytes, size, g_task_get_priority (task),
                                   g_task_get_cancellable (task), on_written, g_object_ref (task));
}

static void
finish (Result *result, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&result->waiting);

  result->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  result->is_made = error == NULL;
  for (guint i = 0; i < waiting->len; i++)
    if (error == NULL)
      answer (result, waiting->pdata[i]);
    else
      g_task_return_error (waiting->pdata[i], g_error_copy (error));
}

static void
on_file_made (gpointer file, const GError *error, gpointer data)
{
  g_clear_object (&file);
  finish (&VANITY_RESULT_PROVIDER (data)->file, error);
}

static void
on_picture_made (gpointer file, const GError *error, gpointer data)
{
  g_clear_object (&file);
  finish (&VANITY_RESULT_PROVIDER (data)->picture, error);
}

static void
start (VanityResultProvider *self, Result *result, const char *name, VanityJobDoneFunc done)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = vanity_kept_make_moment (&error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  VanitySaveOptions options;

  if (path == NULL)
    {
      finish (result, error);
      return;
    }

  g_clear_object (&result->file);
  result->file = g_file_new_for_path (path);
  vanity_export_get_options (&options);
  vanity_export_start_save (&result->making, self->document, result->file, &options, done, self);
}

static void
vanity_result_provider_write_mime_type_async (GdkContentProvider *provider, const char *mime_type,
                                              GOutputStream *stream, int io_priority,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data)
{
  VanityResultProvider *self = VANITY_RESULT_PROVIDER (provider);
  gboolean as_list = g_strcmp0 (mime_type, FILE_LIST) == 0;
  Result *result = as_list ? &self->file : &self->picture;
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish){ g_object_ref (stream), as_list };
  g_task_set_priority (task, io_priority);
  g_task_set_source_tag (task, vanity_result_provider_write_mime_type_async);
  g_task_set_task_data (task, wish, wish_free);
  if (!as_list && g_strcmp0 (mime_type, PICTURE) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", mime_type);
      return;
    }
  if (result->is_made)
    {
      answer (result, task);
      return;
    }

  g_ptr_array_add (result->waiting, g_object_ref (task));
  if (!vanity_job_slot_is_busy (&result->making))
    {
      g_autofree char *name
          = as_list ? vanity_export_suggest_name (self->document) : g_strdup ("picture.png");

      start (self, result, name, as_list ? on_file_made : on_picture_made);
    }
}

static gboolean
vanity_result_provider_write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result,
                                               GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GdkContentFormats *
vanity_result_provider_ref_formats (GdkContentProvider *provider)
{
  static const char *types[] = { FILE_LIST, PICTURE };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

static void
result_clear (Result *result)
{
  vanity_job_slot_clear (&result->making);
  g_clear_object (&result->file);
  g_clear_pointer (&result->waiting, g_ptr_array_unref);
}

static void
vanity_result_provider_finalize (GObject *object)
{
  VanityResultProvider *self = VANITY_RESULT_PROVIDER (object);

  result_clear (&self->file);
  result_clear (&self->picture);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (vanity_result_provider_parent_class)->finalize (object);
}

static void
vanity_result_provider_class_init (VanityResultProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_result_provider_finalize;
  provider_class->ref_formats = vanity_result_provider_ref_formats;
  provider_class->write_mime_type_async = vanity_result_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = vanity_result_provider_write_mime_type_finish;
}

static void
vanity_result_provider_init (VanityResultProvider *self)
{
  self->file.waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->picture.waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

GdkContentProvider *
vanity_result_provider_new (VanityDocument *document)
{
  VanityResultProvider *self = g_object_new (VANITY_TYPE_RESULT_PROVIDER, NULL);

  self->document = g_object_ref (document);

  return GDK_CONTENT_PROVIDER (self);
}
