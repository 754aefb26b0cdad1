#include "nn/attributes.h"

#include "base/error.h"

#include <string.h>

struct _VanityAttributes
{
  GArray *list; /* of VanityAttribute: few enough to search one by one */
};

static void
attribute_clear (gpointer data)
{
  VanityAttribute *attribute = data;

  g_free (attribute->name);
  g_free (attribute->string); /* any member of the union: all are g_malloc ()ed */
}

VanityAttributes *
vanity_attributes_new (void)
{
  VanityAttributes *self = g_new0 (VanityAttributes, 1);

  self->list = g_array_new (FALSE, TRUE, sizeof (VanityAttribute));
  g_array_set_clear_func (self->list, attribute_clear);
  return self;
}

void
vanity_attributes_free (VanityAttributes *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->list);
  g_free (self);
}

static VanityAttribute *
attributes_find (VanityAttributes *self, const char *name)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      VanityAttribute *attribute = &g_array_index (self->list, VanityAttribute, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }
  return NULL;
}

/* An empty attribute of that name, in place of an earlier one. */
static VanityAttribute *
attributes_add (VanityAttributes *self, const char *name, VanityAttributeType type, int n_values)
{
  VanityAttribute *attribute = attributes_find (self, name);

  if (attribute == NULL)
    {
      g_array_set_size (self->list, self->list->len + 1);
      attribute = &g_array_index (self->list, VanityAttribute, self->list->len - 1);
    }
  else
    {
      attribute_clear (attribute);
    }
  *attribute = (VanityAttribute){ .name = g_strdup (name), .type = type, .n_values = n_values };
  return attribute;
}

void
vanity_attributes_set_int (VanityAttributes *self, const char *name, gint64 value)
{
  attributes_add (self, name, VANITY_ATTRIBUTE_INT, 1)->ints = g_memdup2 (&value, sizeof value);
}

void
vanity_attributes_set_float (VanityAttributes *self, const char *name, double value)
{
  attributes_add (self, name, VANITY_ATTRIBUTE_FLOAT, 1)->floats = g_memdup2 (&value, sizeof value);
}

void
vanity_attributes_set_string (VanityAttributes *self, const char *name, const char *value)
{
  attributes_add (self, name, VANITY_ATTRIBUTE_STRING, 1)->string = g_strdup (value);
}

void
vanity_attributes_set_ints (VanityAttributes *self, const char *name, const gint64 *values,
                            int n_values)
{
  attributes_add (self, name, VANITY_ATTRIBUTE_INTS, n_values)->ints
      = g_memdup2 (values, n_values * sizeof *values);
}

void
vanity_attributes_set_floats (VanityAttributes *self, const char *name, const double *values,
                              int n_values)
{
  attributes_add (self, name, VANITY_ATTRIBUTE_FLOATS, n_values)->floats
      = g_memdup2 (values, n_values * sizeof *values);
}

/* `text` holds numbers apart by commas; FALSE when it does not. They are integers if all are. */
static gboolean
attributes_set_numbers (VanityAttributes *self, const char *name, const char *text, gboolean single)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);
  int n_items = g_strv_length (items);
  g_autofree gint64 *ints = g_new (gint64, n_items + 1);
  g_autofree double *floats = g_new (double, n_items + 1);
  gboolean whole = TRUE;

  if (single && n_items != 1)
    return FALSE;
  for (int i = 0; i < n_items; i++)
    {
      char *end;

      whole = whole
              && g_ascii_string_to_signed (items[i], 10, G_MININT64, G_MAXINT64, &ints[i], NULL);
      floats[i] = g_ascii_strtod (items[i], &end);
      if (end == items[i] || *end != '\0')
        return FALSE;
    }
  if (single && whole)
    vanity_attributes_set_int (self, name, ints[0]);
  else if (single)
    vanity_attributes_set_float (self, name, floats[0]);
  else if (whole)
    vanity_attributes_set_ints (self, name, ints, n_items);
  else
    vanity_attributes_set_floats (self, name, floats, n_items);
  return TRUE;
}

static gboolean
attributes_parse_word (VanityAttributes *self, const char *word)
{
  const char *equals = strchr (word, '=');
  const char *value = equals != NULL ? equals + 1 : NULL;
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : NULL;

  if (name == NULL || *name == '\0' || *value == '\0')
    return FALSE;
  if (*value == '[')
    {
      g_autofree char *inside = g_strdup (value + 1);
      gsize length = strlen (inside);

      if (length == 0 || inside[length - 1] != ']')
        return FALSE;
      inside[length - 1] = '\0';
      return attributes_set_numbers (self, name, inside, FALSE);
    }
  if (g_ascii_isdigit (*value) || *value == '-' || *value == '.')
    return attributes_set_numbers (self, name, value, TRUE);
  vanity_attributes_set_string (self, name, value);
  return TRUE;
}

VanityAttributes *
vanity_attributes_parse (const char *text, GError **error)
{
  g_autoptr (VanityAttributes) self = vanity_attributes_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (int i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !attributes_parse_word (self, words[i]))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     "“%s” is no attribute: it must be NAME=VALUE, a number, a word or a list of "
                     "numbers in brackets",
                     words[i]);
        return NULL;
      }
  return g_steal_pointer (&self);
}

const VanityAttribute *
vanity_attributes_use (VanityAttributes *self, const char *name)
{
  VanityAttribute *attribute = self == NULL ? NULL : attributes_find (self, name);

  if (attribute != NULL)
    attribute->used = TRUE;
  return attribute;
}

gboolean
vanity_attributes_get_type (VanityAttributes *self, const char *name, VanityAttributeType *type)
{
  const VanityAttribute *attribute = self == NULL ? NULL : attributes_find (self, name);

  if (attribute == NULL)
    return FALSE;
  *type = attribute->type;
  return TRUE;
}

/* The attribute when it has one of two types; its number of values, or −1. */
static const VanityAttribute *
attributes_find_list (VanityAttributes *self, const char *name, VanityAttributeType single,
                      VanityAttributeType list, int *n_values)
{
  const VanityAttribute *attribute = self == NULL ? NULL : attributes_find (self, name);

  if (attribute != NULL && attribute->type != single && attribute->type != list)
    attribute = NULL;
  *n_values = attribute != NULL ? attribute->n_values : -1;
  return attribute;
}

const gint64 *
vanity_attributes_get_ints (VanityAttributes *self, const char *name, int *n_values)
{
  const VanityAttribute *attribute
      = attributes_find_list (self, name, VANITY_ATTRIBUTE_INT, VANITY_ATTRIBUTE_INTS, n_values);

  return attribute != NULL ? attribute->ints : NULL;
}

const double *
vanity_attributes_get_floats (VanityAttributes *self, const char *name, int *n_values)
{
  const VanityAttribute *attribute = attributes_find_list (self, name, VANITY_ATTRIBUTE_FLOAT,
                                                           VANITY_ATTRIBUTE_FLOATS, n_values);

  return attribute != NULL ? attribute->floats : NULL;
}

const char *
vanity_attributes_get_string (VanityAttributes *self, const char *name)
{
  const VanityAttribute *attribute = self == NULL ? NULL : attributes_find (self, name);

  return attribute != NULL && attribute->type == VANITY_ATTRIBUTE_STRING ? attribute->string : NULL;
}

const char *
vanity_attributes_get_unused (VanityAttributes *self)
{
  if (self == NULL)
    return NULL;
  for (guint i = 0; i < self->list->len; i++)
    {
      VanityAttribute *attribute = &g_array_index (self->list, VanityAttribute, i);

      if (!attribute->used)
        return attribute->name;
    }
  return NULL;
}
