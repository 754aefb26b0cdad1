#include "app/contact-sheet-job.h"

typedef struct
{
  VanityContactSheet *sheet;
  int side;
  VanityPaper paper;
  GFile *file;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_contact_sheet_unref (order->sheet);
  g_clear_object (&order->file);
  g_free (order);
}

void
vanity_made_sheet_free (VanityMadeSheet *made)
{
  vanity_contact_sheet_unref (made->sheet);
  g_ptr_array_unref (made->pictures);
  g_free (made);
}

static void
on_progress (double share, gpointer job)
{
  vanity_job_set_progress (job, share);
}

static gpointer
run_make (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  GPtrArray *pictures = vanity_contact_sheet_make (order->sheet, order->side, on_progress, job,
                                                   vanity_job_get_cancellable (job), error);
  VanityMadeSheet *made;

  if (pictures == NULL)
    return NULL;
  made = g_new (VanityMadeSheet, 1);
  made->sheet = vanity_contact_sheet_ref (order->sheet);
  made->pictures = pictures;

  return made;
}

static gpointer
run_save (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;

  return vanity_contact_sheet_save (order->sheet, order->paper, VANITY_CONTACT_SHEET_DPI,
                                    order->file, on_progress, job, vanity_job_get_cancellable (job),
                                    error)
             ? g_object_ref (order->file)
             : NULL;
}

void
vanity_contact_sheet_start_make (VanityJobSlot *slot, VanityContactSheet *sheet, int side,
                                 VanityJobDoneFunc done, gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->sheet = vanity_contact_sheet_ref (sheet);
  order->side = side;
  vanity_job_slot_start (slot, run_make, order, order_free, (GDestroyNotify)vanity_made_sheet_free,
                         NULL, done, user_data);
}

void
vanity_contact_sheet_start_save (VanityJobSlot *slot, VanityContactSheet *sheet, VanityPaper paper,
                                 GFile *file, VanityJobDoneFunc done, gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->sheet = vanity_contact_sheet_ref (sheet);
  order->paper = paper;
  order->file = g_object_ref (file);
  vanity_job_slot_start (slot, run_save, order, order_free, g_object_unref, NULL, done, user_data);
}
