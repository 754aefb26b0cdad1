#include "app/shade-list.h"

#include "base/job.h"

/* As many rows as some windows show at once; and what is kept of them. */
#define PAGE 100
#define PAGES_KEPT 40

/* ---- An item ---- */

struct _VanityShadeItem
{
  GObject parent_instance;

  VanityShade *shade; /* or NULL */
};

static guint read_signal;

G_DEFINE_FINAL_TYPE (VanityShadeItem, vanity_shade_item, G_TYPE_OBJECT)

VanityShade *
vanity_shade_item_get_shade (VanityShadeItem *self)
{
  return self->shade;
}

static void
vanity_shade_item_finalize (GObject *object)
{
  g_clear_pointer (&VANITY_SHADE_ITEM (object)->shade, vanity_shade_unref);

  G_OBJECT_CLASS (vanity_shade_item_parent_class)->finalize (object);
}

static void
vanity_shade_item_class_init (VanityShadeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vanity_shade_item_finalize;

  read_signal = g_signal_new ("read", VANITY_TYPE_SHADE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
vanity_shade_item_init (VanityShadeItem *self)
{
}

/* ---- The list ---- */

typedef struct
{
  GPtrArray *items; /* VanityShadeItem */
  guint64 used;
  gboolean is_read;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

struct _VanityShadeList
{
  GObject parent_instance;

  VanityCatalogue *catalogue; /* or NULL */
  VanityQuery query;
  guint n;
  gboolean counting; /* what is there is the answer to another query */
  GError *error;
  GHashTable *pages; /* number → Page */
  GArray *wanted;    /* numbers of pages to be read, the most urgent last */
  guint64 clock;
  VanityJobSlot reading;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void vanity_shade_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VanityShadeList, vanity_shade_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      vanity_shade_list_init_model))

typedef struct
{
  VanityCatalogue *catalogue;
  VanityQuery query;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_catalogue_unref (order->catalogue);
  vanity_query_clear (&order->query);
  g_free (order);
}

typedef struct
{
  GPtrArray *shades;
  guint page, total;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_ptr_array_unref (answer->shades);
  g_free (answer);
}

static gpointer
run_search (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  Answer *answer;
  guint total = 0;
  GPtrArray *shades = vanity_catalogue_search (order->catalogue, &order->query, &total, error);

  if (shades == NULL)
    return NULL;

  answer = g_new0 (Answer, 1);
  answer->shades = shades;
  answer->page = (guint)(order->query.offset / PAGE);
  answer->total = total;

  return answer;
}

static void on_found (gpointer result, const GError *error, gpointer user_data);

static void
start_search (VanityShadeList *self, guint page)
{
  Order *order = g_new0 (Order, 1);

  order->catalogue = vanity_catalogue_ref (self->catalogue);
  vanity_query_copy (&order->query, &self->query);
  order->query.offset = (int)page * PAGE;
  order->query.limit = PAGE;
  vanity_job_slot_start (&self->reading, run_search, order, order_free, answer_free, NULL, on_found,
                         self);
}

static void
start_count (VanityShadeList *self)
{
  g_array_set_size (self->wanted, 0);
  self->counting = TRUE;
  start_search (self, 0);
}

static void
start_next (VanityShadeList *self)
{
  guint page;

  if (self->counting || vanity_job_slot_is_busy (&self->reading) || self->wanted->len == 0)
    return;

  page = g_array_index (self->wanted, guint, self->wanted->len - 1);
  g_array_set_size (self->wanted, self->wanted->len - 1);
  start_search (self, page);
}

static Page *
add_page (VanityShadeList *self, guint number)
{
  guint n = MIN (PAGE, self->n - number * PAGE);
  Page *page = g_new0 (Page, 1);

  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (page->items, g_object_new (VANITY_TYPE_SHADE_ITEM, NULL));
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);

  return page;
}

static void
fill_page (VanityShadeList *self, const Answer *answer)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (answer->page));

  if (page == NULL)
    return;

  page->is_read = TRUE;
  for (guint i = 0; i < page->items->len && i < answer->shades->len; i++)
    {
      VanityShadeItem *item = g_ptr_array_index (page->items, i);

      g_clear_pointer (&item->shade, vanity_shade_unref);
      item->shade = vanity_shade_ref (g_ptr_array_index (answer->shades, i));
      g_signal_emit (item, read_signal, 0);
    }
}

/* Of the pages that were not looked at for the longest. One that is shown is read again. */
static void
forget_pages (VanityShadeList *self)
{
  while (g_hash_table_size (self->pages) > PAGES_KEPT)
    {
      GHashTableIter iter;
      gpointer key, value, oldest_key = NULL;
      guint64 oldest = G_MAXUINT64;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (((Page *)value)->used < oldest)
          {
            oldest = ((Page *)value)->used;
            oldest_key = key;
          }
      for (guint i = self->wanted->len; i-- > 0;)
        if (g_array_index (self->wanted, guint, i) == GPOINTER_TO_UINT (oldest_key))
          g_array_remove_index (self->wanted, i);
      g_hash_table_remove (self->pages, oldest_key);
    }
}

static void
take_count (VanityShadeList *self, const Answer *answer)
{
  guint before = self->n;

  self->counting = FALSE;
  g_hash_table_remove_all (self->pages);
  self->n = answer->total;
  if (self->n > 0)
    {
      add_page (self, 0)->used = ++self->clock;
      fill_page (self, answer);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
fail (VanityShadeList *self, const GError *error)
{
  guint before = self->n;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->counting = FALSE;
  self->n = 0;
  g_array_set_size (self->wanted, 0);
  g_hash_table_remove_all (self->pages);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
on_found (gpointer result, const GError *error, gpointer user_data)
{
  VanityShadeList *self = user_data;
  Answer *answer = result;

  if (answer == NULL)
    {
      fail (self, error);
      return;
    }

  if (self->counting)
    take_count (self, answer);
  else if (answer->total != self->n)
    start_count (self); /* the catalogue has changed meanwhile */
  else
    fill_page (self, answer);
  answer_free (answer);
  start_next (self);
}

void
vanity_shade_list_set_query (VanityShadeList *self, VanityCatalogue *catalogue,
                             const VanityQuery *query)
{
  vanity_job_slot_clear (&self->reading);
  g_clear_pointer (&self->catalogue, vanity_catalogue_unref);
  vanity_query_clear (&self->query);
  vanity_query_copy (&self->query, query);
  if (catalogue == NULL)
    {
      fail (self, NULL);
      return;
    }

  g_clear_error (&self->error);
  self->catalogue = vanity_catalogue_ref (catalogue);
  start_count (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

gboolean
vanity_shade_list_is_busy (VanityShadeList *self)
{
  return self->counting;
}

const GError *
vanity_shade_list_get_error (VanityShadeList *self)
{
  return self->error;
}

static GType
get_item_type (GListModel *model)
{
  return VANITY_TYPE_SHADE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return VANITY_SHADE_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  VanityShadeList *self = VANITY_SHADE_LIST (model);
  guint number = position / PAGE;
  Page *page;
  gpointer item;

  if (position >= self->n)
    return NULL;

  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));
  if (page == NULL)
    {
      page = add_page (self, number);
      g_array_append_val (self->wanted, number);
    }
  page->used = ++self->clock;
  item = g_object_ref (g_ptr_array_index (page->items, position % PAGE));
  forget_pages (self);
  start_next (self);

  return item;
}

static void
vanity_shade_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
vanity_shade_list_finalize (GObject *object)
{
  VanityShadeList *self = VANITY_SHADE_LIST (object);

  vanity_job_slot_clear (&self->reading);
  g_clear_pointer (&self->catalogue, vanity_catalogue_unref);
  vanity_query_clear (&self->query);
  g_clear_error (&self->error);
  g_hash_table_unref (self->pages);
  g_array_unref (self->wanted);

  G_OBJECT_CLASS (vanity_shade_list_parent_class)->finalize (object);
}

static void
vanity_shade_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, VANITY_SHADE_LIST (object)->counting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_shade_list_class_init (VanityShadeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vanity_shade_list_finalize;
  object_class->get_property = vanity_shade_list_get_property;

  properties[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vanity_shade_list_init (VanityShadeList *self)
{
  vanity_query_init (&self->query);
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
}

VanityShadeList *
vanity_shade_list_new (void)
{
  return g_object_new (VANITY_TYPE_SHADE_LIST, NULL);
}
