/*
 * The interval of a hidden cell as two maximal flows.
 *
 * The table is a circulation: what a row holds flows from the row's node to
 * the columns' nodes, a row's total back to it, a column's total on to the
 * node of totals. Each node's sums are what readers know. A hidden cell can
 * grow as far as a flow finds its way round through other hidden cells (which
 * may grow without limit and shrink to 0), and shrink likewise.
 */
#include "report/secret.h"

enum { NODES_MAX = SECRET_ROWS_MAX + SECRET_COLUMNS_MAX + 2 };

static const int64_t unlimited = INT64_MAX / 4;

/* How far each hidden cell has been moved by the flows found so far. */
struct flow {
	const struct secret_table *table;
	size_t skip; /* the cell in question is no way round itself */
	int64_t moved[(SECRET_ROWS_MAX + 1) * (SECRET_COLUMNS_MAX + 1)];
	size_t came_from[NODES_MAX]; /* cell by which a node was reached */
	bool forward[NODES_MAX];
	bool seen[NODES_MAX];
	size_t queue[NODES_MAX];
};

/*
 * The nodes of a cell: from row to column inside, the other way round at one
 * margin, and again from the row of totals to the column of totals.
 */
static void nodes_of(const struct secret_table *table, size_t row,
		     size_t column, size_t *from, size_t *to)
{
	size_t column_node = table->rows + 1 + column;
	bool margin = (row == table->rows) != (column == table->columns);

	*from = margin ? column_node : row;
	*to = margin ? row : column_node;
}

static int64_t room(const struct flow *flow, size_t cell, bool forward)
{
	return forward ? unlimited
		       : flow->table->counts[cell] + flow->moved[cell];
}

/* Visits what can be reached from a node by one cell. */
static void visit(struct flow *flow, size_t node, size_t row, size_t column,
		  size_t *count)
{
	size_t cell = secret_index(flow->table, row, column), from, to, next;
	bool forward;

	if (cell == flow->skip || !flow->table->hidden[cell])
		return;
	nodes_of(flow->table, row, column, &from, &to);
	forward = from == node;
	next = forward ? to : from;
	if (flow->seen[next] || room(flow, cell, forward) <= 0)
		return;
	flow->seen[next] = true;
	flow->came_from[next] = cell;
	flow->forward[next] = forward;
	flow->queue[(*count)++] = next;
}

/* Breadth first; whether a way from source to target is left. */
static bool find_way(struct flow *flow, size_t source, size_t target)
{
	const struct secret_table *table = flow->table;
	size_t count = 0, at = 0;

	for (size_t i = 0; i < table->rows + table->columns + 2; i++)
		flow->seen[i] = false;
	flow->seen[source] = true;
	flow->queue[count++] = source;
	while (at < count && !flow->seen[target]) {
		size_t node = flow->queue[at++];

		if (node <= table->rows)
			for (size_t c = 0; c <= table->columns; c++)
				visit(flow, node, node, c, &count);
		else
			for (size_t r = 0; r <= table->rows; r++)
				visit(flow, node, r, node - table->rows - 1,
				      &count);
	}
	return flow->seen[target];
}

/* The node at the other end of the cell by which a node was reached. */
static size_t before(const struct flow *flow, size_t node)
{
	size_t width = flow->table->columns + 1, from, to;
	size_t cell = flow->came_from[node];

	nodes_of(flow->table, cell / width, cell % width, &from, &to);
	return flow->forward[node] ? from : to;
}

/* The largest flow from source to target, up to limit. */
static int64_t maximal(struct flow *flow, size_t source, size_t target,
		       int64_t limit)
{
	int64_t sum = 0;

	while (sum < limit && find_way(flow, source, target)) {
		int64_t most = limit - sum;

		for (size_t n = target; n != source; n = before(flow, n)) {
			int64_t here = room(flow, flow->came_from[n],
					    flow->forward[n]);

			most = here < most ? here : most;
		}
		for (size_t n = target; n != source; n = before(flow, n))
			flow->moved[flow->came_from[n]] +=
				flow->forward[n] ? most : -most;
		sum += most;
	}
	return sum;
}

int64_t secret_width(const struct secret_table *table, size_t row,
		     size_t column, int64_t limit)
{
	size_t cell = secret_index(table, row, column), from, to;
	int64_t count = table->counts[cell], up, down;
	struct flow flow = {.table = table, .skip = cell};

	nodes_of(table, row, column, &from, &to);
	up = maximal(&flow, to, from, limit);
	if (up >= limit)
		return limit;
	flow = (struct flow){.table = table, .skip = cell};
	down = maximal(&flow, from, to,
		       count < limit - up ? count : limit - up);
	return up + down;
}
