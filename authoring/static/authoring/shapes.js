// The geometry of zones. A shape is known by its name and by its coordinates, as documents have them.

const whole = (values) => values.map(Math.round);
const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));
const SMALLEST = 4;

function pairs(coordinates) {
  return Array.from({ length: Math.floor(coordinates.length / 2) }, (_, place) => coordinates.slice(2 * place, 2 * place + 2));
}

const rectangle = {
  tag: "rect",
  fits: (c) => c.length === 4,
  box: ([a, b, c, d]) => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)],
  from: (box) => [...box],
  points: ([left, top, right, bottom]) => [[left, top], [right, top], [right, bottom], [left, bottom]],
  put([left, top, right, bottom], corner, [x, y]) {
    if (corner === 0 || corner === 3) left = x;
    else right = x;
    if (corner < 2) top = y;
    else bottom = y;
    return [left, top, right, bottom];
  },
  outline(c) {
    const [x, y, right, bottom] = this.box(c);
    return { x, y, width: right - x, height: bottom - y };
  },
};

const circle = {
  tag: "circle",
  fits: (c) => c.length === 3,
  box: ([x, y, r]) => [x - r, y - r, x + r, y + r],
  from([left, top, right, bottom]) {
    return [(left + right) / 2, (top + bottom) / 2, Math.min(right - left, bottom - top) / 2];
  },
  points: ([x, y, r]) => [[x + r, y]],
  put: ([x, y], _corner, [toX, toY]) => [x, y, Math.max(SMALLEST / 2, Math.hypot(toX - x, toY - y))],
  outline: ([cx, cy, r]) => ({ cx, cy, r }),
};

const polygon = {
  tag: "polygon",
  fits: (c) => c.length >= 6 && c.length % 2 === 0,
  box(c) {
    const [xs, ys] = [pairs(c).map(([x]) => x), pairs(c).map(([, y]) => y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  },
  from: ([left, top, right, bottom]) => [left, top, right, top, right, bottom, left, bottom],
  points: pairs,
  put: (c, corner, point) => pairs(c).map((old, place) => (place === corner ? point : old)).flat(),
  outline: (c) => ({ points: c.join(" ") }),
};

export const SHAPES = { rectangle, circle, polygon };

// The shape whose bounding box goes from one box to another.
export function fitted(shape, coordinates, [left, top, right, bottom]) {
  if (shape !== "polygon") return whole(SHAPES[shape].from([left, top, right, bottom]));
  const [a, b, c, d] = polygon.box(coordinates);
  const along = (value, from, to, start, end) => (to > from ? start + ((value - from) / (to - from)) * (end - start) : start);
  return whole(pairs(coordinates).flatMap(([x, y]) => [along(x, a, c, left, right), along(y, b, d, top, bottom)]));
}

export function moved(shape, coordinates, [dx, dy], [width, height]) {
  const [left, top, right, bottom] = SHAPES[shape].box(coordinates);
  const [x, y] = [clamp(dx, -left, width - right), clamp(dy, -top, height - bottom)];
  if (shape === "circle") return whole([coordinates[0] + x, coordinates[1] + y, coordinates[2]]);
  return whole(pairs(coordinates).flatMap(([px, py]) => [px + x, py + y]));
}

export function stretched(shape, coordinates, [dx, dy], [width, height]) {
  if (shape === "circle") {
    const [x, y, r] = coordinates;
    return whole([x, y, clamp(r + dx + dy, SMALLEST / 2, Math.min(x, y, width - x, height - y))]);
  }
  const [left, top, right, bottom] = SHAPES[shape].box(coordinates);
  return fitted(shape, coordinates, [left, top, clamp(right + dx, left + SMALLEST, width), clamp(bottom + dy, top + SMALLEST, height)]);
}

export function cornerPut(shape, coordinates, corner, [x, y], [width, height]) {
  const put = SHAPES[shape].put(coordinates, corner, [clamp(x, 0, width), clamp(y, 0, height)]);
  return whole(shape === "circle" ? [put[0], put[1], Math.min(put[2], put[0], put[1], width - put[0], height - put[1])] : put);
}

export function cornerAdded(coordinates, corner) {
  const points = pairs(coordinates);
  const [[ax, ay], [bx, by]] = [points[corner], points[(corner + 1) % points.length]];
  points.splice(corner + 1, 0, whole([(ax + bx) / 2, (ay + by) / 2]));
  return points.flat();
}

export function cornerTaken(coordinates, corner) {
  const points = pairs(coordinates);
  return points.length > 3 ? points.filter((_point, place) => place !== corner).flat() : coordinates;
}

export const straightened = (shape, coordinates) => (shape === "rectangle" ? whole(rectangle.box(coordinates)) : coordinates);
